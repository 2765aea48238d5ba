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

    [Fact]
    public async Task ReadinessSaysWhatItStandsOn()
    {
        using var answer = await world.Stranger.GetAsync("/readyz");
        var readiness = await answer.Json();

        Assert.True(readiness["ready"]!.GetValue<bool>());
        Assert.Contains("emory", readiness["store"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(readiness["server"]!["version"]);
    }

    [Fact]
    public async Task ReadinessIsLostWithTheStoreAndComesBackWithIt()
    {
        await using var redis = await RedisServer.Start("always");
        await using var stored = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}");
        using var before = await stored.Stranger.GetAsync("/readyz");
        Assert.Equal("always", (await before.Json())["fsync"]!.GetValue<string>());

        await redis.Kill();
        await Eventually.Get(() => Ready(stored), ready => !ready, "the gateway is not ready without its store");
        using var alive = await stored.Stranger.GetAsync("/healthz");
        Assert.True(alive.IsSuccessStatusCode);

        await redis.Resume();
        await Eventually.Get(() => Ready(stored), ready => ready, "the gateway is ready with its store");
    }

    private static async Task<bool> Ready(GatewayWorld gateway)
    {
        using var answer = await gateway.Stranger.GetAsync("/readyz");
        return answer.IsSuccessStatusCode;
    }
}
