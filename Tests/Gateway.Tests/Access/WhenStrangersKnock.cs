using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

/// <summary>Who shows no token costs little, and takes nothing from those beside him who do.</summary>
public sealed class WhenStrangersKnock
{
    private const string Few = "--Gateway:Access:StrangersPerSecond=5";

    [Theory]
    [InlineData("/api/v1/agents", null)]
    [InlineData("/openapi/v1.json", null)]
    [InlineData("/api/v1/nothing", null)]
    [InlineData("/api/v1/agents", "Bearer x")]
    [InlineData("/api/v1/agents", "Basic YTpi")]
    public async Task TheirAddressIsToldToWait(string path, string? header)
    {
        await using var world = await GatewayWorld.Start(Few);
        using var stranger = Callers.From("127.0.0.2", world.Address);
        Says(stranger, header);
        await IsToldToWait(stranger, path);

        using var neighbour = Callers.From("127.0.0.3", world.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await neighbour.GetAsync("/api/v1/agents")).StatusCode);
        await Eventually.Get(async () => (await stranger.GetAsync("/api/v1/agents")).StatusCode, status => status == HttpStatusCode.Unauthorized, "it is answered again");
    }

    [Fact]
    public async Task WhoHasATokenComesInFromTheSameAddress()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Access:StrangersPerSecond=1");
        var identity = await world.Enrol("beside");
        await IsToldToWait(world.Stranger, "/api/v1/agents");

        for (var request = 0; request < 20; request++)
        {
            Assert.Equal(HttpStatusCode.OK, (await world.Operator.GetAsync("/api/v1/agents")).StatusCode);
        }

        using var browser = await Browser.LoggedIn(world);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/agents")).StatusCode);
        await world.Enrol("another");
        var agent = world.Agent(identity);
        await agent.Connect();
        await agent.Hello();
        for (var knock = 0; knock < 20; knock++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await world.Stranger.GetAsync(ProtocolVersion.HubPath)).StatusCode);   // how every agent of a fleet begins
        }
    }

    [Fact]
    public async Task BehindAProxyEachAddressIsMeasuredByItself()
    {
        await using var world = await GatewayWorld.Start(Few, "--Gateway:Proxies=127.0.0.1");
        await using var proxy = await ReverseProxy.Start(world.Address);
        using var stranger = Callers.From("127.0.0.2", proxy.Address);
        await IsToldToWait(stranger, "/api/v1/agents");

        using var neighbour = Callers.From("127.0.0.3", proxy.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await neighbour.GetAsync("/api/v1/agents")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ops_admin_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("an agent's")]
    public async Task TheirRefusalsAreCountedInTheLogAndNotTold(string? header)
    {
        const int Knocks = 300;
        using var log = new Lines();
        await using var world = await GatewayWorld.Start(builder => builder.Logging.AddProvider(log));
        using var stranger = world.Client(token: null);
        Says(stranger, header is "an agent's" ? $"Bearer {(await world.Enrol("nosy")).Token}" : header);
        var path = "/api/v1/" + new string('x', 4_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var knock = 0; knock < Knocks; knock++)
        {
            Assert.False((await stranger.GetAsync(knock % 2 == 0 ? path : "/api/v1/agents")).IsSuccessStatusCode);
        }

        var seconds = 1 + (int)watch.Elapsed.TotalSeconds;
        Assert.InRange(log.Refusals.Count, 1, 5 * (1 + seconds));
        Assert.InRange(log.Refusals.Sum(line => line.Length), 1, 300 * 5 * (1 + seconds));
        await Eventually.Get(
            async () => (await stranger.GetAsync("/api/v1/agents"), Said: log.Refusals.Sum(Others)).Said, said => said > Knocks / 4, "it is said how many more there were");
    }

    [Fact]
    public async Task ABodyThatIsNoLoginIsNotReadToItsEnd()
    {
        await using var world = await GatewayWorld.Start();
        using var answer = await world.Stranger.PostAsJsonAsync("/api/v1/sessions", new { token = new string('x', 8_000) });

        await answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task TheDescriptionIsMadeOnceForAllOfThem()
    {
        var made = 0;
        await using var world = await GatewayWorld.Start(builder => builder.Services.Configure<OpenApiOptions>(
            "v1", options => options.AddDocumentTransformer((_, _, _) => Task.FromResult(Interlocked.Increment(ref made)))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(question => world.Stranger.GetStringAsync($"/openapi/v1.json?x={question}")));

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(1, made);
    }

    private static void Says(HttpClient stranger, string? header)
    {
        if (header is not null)
        {
            stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }
    }

    private static async Task IsToldToWait(HttpClient stranger, string path)
    {
        var answer = await Eventually.Get(() => stranger.GetAsync(path), answer => answer.StatusCode == HttpStatusCode.TooManyRequests, "the stranger is told to wait");
        await answer.IsProblem(HttpStatusCode.TooManyRequests, "too-many-strangers");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static int Others(string line) =>
        int.Parse(line.Split("; ", 2)[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the gateway logs.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();

        public IReadOnlyList<string> Refusals => [.. _all.Where(line => line.StartsWith("Refused", StringComparison.Ordinal))];

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> format) => _all.Enqueue(format(state, error));

        public bool IsEnabled(LogLevel level) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
