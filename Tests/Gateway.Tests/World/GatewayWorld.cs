using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>A gateway with its silo on a port of its own, the operator's client and the agents that a test connects.</summary>
public sealed class GatewayWorld : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly string[] _settings;
    private readonly Action<WebApplicationBuilder>? _adjust;
    private readonly List<TestAgent> _agents = [];
    private WebApplication? _app;
    private int _named;

    public GatewayWorld()
        : this([])
    {
    }

    private GatewayWorld(string[] settings, Action<WebApplicationBuilder>? adjust = null) => (_settings, _adjust) = (settings, adjust);

    public static async Task<GatewayWorld> Start(params string[] settings)
    {
        var world = new GatewayWorld(settings);
        await world.InitializeAsync();
        return world;
    }

    /// <summary>A world whose gateway has other parts than usual.</summary>
    public static async Task<GatewayWorld> Start(Action<WebApplicationBuilder> adjust, params string[] settings)
    {
        var world = new GatewayWorld(settings, adjust);
        await world.InitializeAsync();
        return world;
    }

    public Uri Address { get; private set; } = null!;

    public string AdminToken { get; private set; } = "";

    public string AdminTokenFile => Path.Combine(DataDir, "admin-token");

    public string DataDir => _data.File("gateway");

    /// <summary>The operator.</summary>
    public HttpClient Operator { get; private set; } = null!;

    /// <summary>Somebody without a token.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public async Task InitializeAsync()
    {
        _app = Program.Build(
            [$"--Urls=http://127.0.0.1:0", "--Store=Memory", $"--Gateway:DataDir={DataDir}", "--Gateway:LogLevel=Error", "--Gateway:Access:StrangersPerSecond=100000", .. _settings], Adjust);
        await _app.StartAsync().Within("the gateway has started");
        Address = new Uri(_app.Urls.Single(url => !url.StartsWith("http://unix:", StringComparison.Ordinal)));
        AdminToken = (await File.ReadAllTextAsync(AdminTokenFile)).Trim();
        Operator = Client(AdminToken);
        Stranger = Client(token: null);
    }

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.UseOwnPorts();
        _adjust?.Invoke(builder);
    }

    public HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = Eventually.Limit };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<string> JoinToken(object? wanted = null)
    {
        using var answer = await Operator.PostAsJsonAsync("/api/v1/join-tokens", wanted ?? new { uses = 100 });
        return (await answer.Json())["token"]!.GetValue<string>();
    }

    /// <summary>A name that no other agent of this world has: the next test of a theory connects another.</summary>
    public string NameOfItsOwn(string name) => $"{name}-{Interlocked.Increment(ref _named)}";

    /// <summary>Enrols a new agent.</summary>
    public async Task<EnrolReply> Enrol(string name, string? requestId = null, string? joinToken = null)
    {
        using var client = Client(joinToken ?? await JoinToken());
        using var answer = await client.PostAsync(
            "/api/v1/agents/register",
            JsonContent.Create(new EnrolRequest(name, new Dictionary<string, string>(), requestId ?? Guid.NewGuid().ToString("N")), ProtocolJson.Default.EnrolRequest));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize(text, ProtocolJson.Default.EnrolReply)!;
    }

    /// <summary>Enrols a new agent and connects it, up to its Hello.</summary>
    public async Task<TestAgent> ConnectAgent(string name, int slots = 5)
    {
        var agent = Agent(await Enrol(name));
        await agent.Connect();
        await agent.Hello(slots);
        return agent;
    }

    /// <summary>An agent that is not connected yet.</summary>
    public TestAgent Agent(EnrolReply identity)
    {
        var agent = new TestAgent(Address, identity);
        _agents.Add(agent);
        return agent;
    }

    public async Task<HttpResponseMessage> Submit(string id, object task, int? waitSeconds = null) =>
        await Operator.PutAsJsonAsync($"/api/v1/tasks/{id}{(waitSeconds is null ? "" : $"?waitSeconds={waitSeconds}")}", task);

    public async Task<JsonNode> Task(string id)
    {
        using var answer = await Operator.GetAsync($"/api/v1/tasks/{id}");
        return await answer.Json();
    }

    public Task<JsonNode> TaskWhen(string id, string phase) =>
        Eventually.Get(() => Task(id), task => string.Equals(task["phase"]?.GetValue<string>(), phase, StringComparison.Ordinal), $"task {id} is {phase}");

    public Task Stop() => _app!.StopAsync();

    public Task DisposeAsync() => ((IAsyncDisposable)this).DisposeAsync().AsTask();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        foreach (var agent in _agents)
        {
            await agent.DisposeAsync();
        }

        Operator?.Dispose();
        Stranger?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _data.Dispose();
    }
}
