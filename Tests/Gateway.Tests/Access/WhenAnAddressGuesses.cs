using System.Net;
using System.Net.Http.Json;
using OrleansOps.Access;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Access;

/// <summary>Guessing keeps nobody out who holds a good token, wherever both come from.</summary>
public sealed class WhenAnAddressGuesses
{
    private const string One = "--Gateway:Access:WrongTokens=1";
    private const string Never = "--Gateway:Access:WrongTokenEvery=01:00:00";

    [Fact]
    public async Task AFleetAndAnOperatorWhomTheGatewayHasNotSeenYetComeInFromTheSameAddress()
    {
        await using var redis = await RedisServer.Start();
        string[] settings = ["--Store=Redis", $"--Redis:ConnectionString={redis.Address}", One, Never];
        var (fleet, operatorToken) = (new List<EnrolReply>(), "");
        await using (var before = await GatewayWorld.Start(settings))
        {
            for (var host = 0; host < 10; host++)
            {
                fleet.Add(await before.Enrol($"host-{host}"));
            }

            using var made = await before.Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "ada" });
            operatorToken = (await made.Json())["token"]!.GetValue<string>();
        }

        await using var world = await GatewayWorld.Start([.. settings, "--Gateway:Access:IssueAdminToken=true"]);
        await using var guesser = new Guesser(world);
        await guesser.IsToldToWait();

        using var ada = world.Client(operatorToken);
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync("/api/v1/whoami")).StatusCode);
        await Task.WhenAll(fleet.Select(async identity =>
        {
            var agent = world.Agent(identity);
            await agent.Connect();
            await agent.Hello();
        }));
        using var browser = await Browser.LoggedIn(world, operatorToken);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/whoami")).StatusCode);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:00:04")]
    public async Task AWrongSecretUnderTheIdOfAGoodTokenTakesNothingFromIt(string trustFor)
    {
        await using var world = await GatewayWorld.Start(One, Never, $"--Gateway:Access:TrustFor={trustFor}", "--Gateway:Access:LookupsAtOnce=1");
        Assert.True(AccessToken.TryParse(world.AdminToken, out var good));
        using var browser = await Browser.LoggedIn(world);
        var session = browser.Cookie!.Split('=', 2)[1].Split('_')[0];
        using var guesser = world.Client(AccessToken.New(TokenKind.Admin, good.Value.Id).Reveal());
        using var cookies = world.Client(token: null);
        cookies.DefaultRequestHeaders.Add("Cookie", $"ops_session={session}_{new string('a', 43)}");

        for (var guess = 0; guess < 10; guess++)
        {
            Assert.NotEqual(HttpStatusCode.OK, (await guesser.GetAsync("/api/v1/whoami")).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await cookies.GetAsync("/api/v1/whoami")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await world.Operator.GetAsync("/api/v1/whoami")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/v1/whoami")).StatusCode);
        }
    }

    [Fact]
    public async Task BehindAProxyTheGuesserWaitsAndAFleetAndAnOperatorComeIn()
    {
        await using var world = await GatewayWorld.Start(One, Never, "--Gateway:Proxies=127.0.0.1");
        await using var proxy = await ReverseProxy.Start(world.Address);
        using var guesser = Callers.From("127.0.0.2", proxy.Address, AccessToken.New(TokenKind.Admin).Reveal());
        using var neighbour = Callers.From("127.0.0.3", proxy.Address, AccessToken.New(TokenKind.Admin).Reveal());
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.GetAsync("/api/v1/whoami")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.GetAsync("/api/v1/whoami")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await neighbour.GetAsync("/api/v1/whoami")).StatusCode);

        var agent = new TestAgent(proxy.Address, await world.Enrol("behind"));
        await using (agent)
        {
            await agent.Connect();
            await agent.Hello();
        }

        using var ada = Callers.From("127.0.0.4", proxy.Address);
        ada.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");   // what a caller writes himself stands before what the proxy adds
        using var login = await ada.PostAsJsonAsync("/api/v1/sessions", new { token = world.AdminToken });
        Assert.Equal("127.0.0.4", (await login.Json())["from"]!.GetValue<string>());
    }

    [Fact]
    public async Task WhatAStrangerSaysOfItsAddressIsNotBelieved()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Proxies=127.0.0.1");
        using var direct = Callers.From("127.0.0.5", world.Address);
        direct.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        direct.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var login = await direct.PostAsJsonAsync("/api/v1/sessions", new { token = world.AdminToken });

        Assert.Equal("127.0.0.5", (await login.Json())["from"]!.GetValue<string>());
        Assert.DoesNotContain("secure", login.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Presents a new token as fast as it is answered, for as long as the test goes on.</summary>
    private sealed class Guesser : IAsyncDisposable
    {
        private readonly CancellationTokenSource _enough = new();
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _guessing;

        public Guesser(GatewayWorld world) => _guessing = Guess(world);

        public Task IsToldToWait() => _told.Task.Within("the guesser is told to wait");

        public async ValueTask DisposeAsync()
        {
            await _enough.CancelAsync();
            await _guessing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _enough.Dispose();
        }

        private async Task Guess(GatewayWorld world)
        {
            using var client = world.Client(token: null);
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/whoami");
                request.Headers.Authorization = new("Bearer", AccessToken.New(TokenKind.Agent).Reveal());
                using var answer = await client.SendAsync(request, _enough.Token);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    _told.TrySetResult();
                }
            }
        }
    }
}
