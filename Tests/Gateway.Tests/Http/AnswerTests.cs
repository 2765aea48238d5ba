using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Http;

public sealed class AnswerTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/api/v1/whoami")]
    [InlineData("/api/v1/nothing")]
    public async Task EveryAnswerCarriesTheHeadersThatProtectItsReader(string path)
    {
        using var answer = await world.Operator.GetAsync(path);

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Empty(answer.Headers.Server);
    }

    [Theory]
    [InlineData("/api/v1/tasks/nothing-of-this-name", "GET /api/v1/tasks")]
    [InlineData("/api/v1/agents/nothing-of-this-name", "GET /api/v1/agents")]
    [InlineData("/api/v1/nothing", "GET /openapi/v1.json")]
    public async Task WhereToGoOnIsAFieldOfItsOwn(string path, string see)
    {
        using var answer = await world.Operator.GetAsync(path);
        var problem = await answer.Json();

        Assert.Equal(see, problem["see"]!.GetValue<string>());
        Assert.DoesNotContain("/api/", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadinessSaysWhatItStandsOn()
    {
        using var answer = await world.Operator.GetAsync("/readyz");
        var readiness = await answer.Json();

        Assert.True(readiness["ready"]!.GetValue<bool>());
        Assert.Contains("emory", readiness["store"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(readiness["server"]!["version"]);
    }

    [Fact]
    public async Task WhatItStandsOnIsForOperatorsAlone()
    {
        using var agent = world.Client((await world.Enrol("curious")).Token);
        using var browser = await Browser.LoggedIn(world);
        using var guesser = world.Client(OrleansOps.Access.AccessToken.New(OrleansOps.Access.TokenKind.Admin).Reveal());

        foreach (var client in (HttpClient[])[world.Stranger, agent, guesser])
        {
            Assert.Equal("""{"ready":true}""", await client.GetStringAsync("/readyz"));
        }

        using var known = await browser.Get("/readyz");
        Assert.NotNull((await known.Json())["store"]);
    }

    [Fact]
    public async Task ReadinessIsLostWithTheStoreAndComesBackWithIt()
    {
        await using var redis = await RedisServer.Start("always");
        await using var stored = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}");
        using var before = await stored.Operator.GetAsync("/readyz");
        Assert.Equal("always", (await before.Json())["fsync"]!.GetValue<string>());

        await redis.Kill();
        await Eventually.Get(() => Ready(stored), ready => !ready, "the gateway is not ready without its store");
        using var bare = await stored.Stranger.GetAsync("/readyz");
        Assert.Equal(["problem", "ready"], (await bare.Json()).AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("127.0.0.1", await bare.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var alive = await stored.Stranger.GetAsync("/healthz");
        Assert.True(alive.IsSuccessStatusCode);

        await redis.Resume();
        await Eventually.Get(() => Ready(stored), ready => ready, "the gateway is ready with its store");
    }

    [Fact]
    public async Task AFloodOfQuestionsCostsTheStoreOneWriteASecond()
    {
        await using var redis = await RedisServer.Start();
        await using var stored = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}", "--Redis:CheckEvery=00:01:00");
        await using var inspector = await RespConnection.Open(redis.Port);
        Assert.True(await Ready(stored));
        var before = await Writes(inspector);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ready(stored))), Assert.True);
        for (var i = 0; i < 500; i++)
        {
            Assert.True(await Ready(stored));   // one after the other, so that a question under way answers nobody else
        }

        var most = 3 + (int)watch.Elapsed.TotalSeconds;   // so many seconds have begun, and the gateway's own look at its store
        Assert.InRange(await Writes(inspector) - before, 0, most);
        await Eventually.Get(() => Writes(inspector, stored), writes => writes > before, "a later question is asked again");
    }

    [Fact]
    public async Task WhatIsNotThereIsSaidOnce()
    {
        using var answer = await world.Operator.GetAsync("/api/v1/tasks/nothing");

        var problem = await answer.IsProblem(System.Net.HttpStatusCode.NotFound, "unknown-task");
        Assert.Null(problem["errors"]);
    }

    private static async Task<int> Writes(RespConnection redis, GatewayWorld asked)
    {
        await Ready(asked);
        return await Writes(redis);
    }

    /// <summary>How often a plain value was set, which is what the probe does and hardly anything else.</summary>
    private static async Task<int> Writes(RespConnection redis)
    {
        var lines = (await redis.Send("INFO", "commandstats")).Text.Split('\n');
        return lines.Where(line => line.Split(':')[0] is "cmdstat_set" or "cmdstat_setex" or "cmdstat_psetex")
            .Sum(line => int.Parse(line.Split('=', ',')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<bool> Ready(GatewayWorld gateway)
    {
        using var answer = await gateway.Stranger.GetAsync("/readyz");
        return answer.IsSuccessStatusCode;
    }
}
