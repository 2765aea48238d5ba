using System.Net;
using System.Text.Json.Nodes;

namespace OrleansOps.Hosting;

public sealed class WhenASiloStarts
{
    [Fact]
    public async Task ItWaitsForRedisAndSaysSo()
    {
        await using var redis = await RedisServer.Start();
        await redis.Kill();
        await using var silo = RunningSilo.Begin($"--Redis:ConnectionString={redis.Address}", "--Redis:CallTimeout=00:00:01");

        var waiting = await Eventually.Get(() => Ready(silo), ready => Problem(ready)?.Contains("redis-server", StringComparison.Ordinal) == true, "it says what it waits for");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, waiting.Status);
        Assert.Contains(redis.Address, Problem(waiting), StringComparison.Ordinal);
        Assert.Equal("alive", await silo.Http.GetStringAsync("/healthz"));

        await redis.Resume();
        await silo.Started.Within("the silo has started");
        var ready = await Eventually.Get(() => Ready(silo), ready => ready.Status == HttpStatusCode.OK, "it is ready");
        Assert.Equal("everysec", ready.Body["fsync"]!.GetValue<string>());
        Assert.Equal(ServerVersion.Text, ready.Body["server"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task ItsDoorHasNothingButHealthAndFigures()
    {
        await using var silo = await RunningSilo.Start("--Store=Memory");

        Assert.Contains("dotnet_", await silo.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await silo.Http.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await silo.Http.GetAsync("/api/v1/agents")).StatusCode);
    }

    [Fact]
    public async Task OneConnectionToRedisServesOrleansAndOurStores()
    {
        await using var redis = await RedisServer.Start();
        await using var silo = await RunningSilo.Start($"--Redis:ConnectionString={redis.Address},name=counted");
        await Eventually.Get(() => Ready(silo), ready => ready.Status == HttpStatusCode.OK, "it is ready");

        await using var inspector = await RespConnection.Open(redis.Port);
        var clients = (await inspector.Send("CLIENT", "LIST")).Text.Split('\n').Where(line => line.Contains("name=counted", StringComparison.Ordinal)).ToList();

        // One for commands and, as the client library has it, one for what Redis publishes.
        Assert.Equal(2, clients.Count);
    }

    private static string? Problem((HttpStatusCode Status, JsonNode Body) ready) => ready.Body["problem"]?.GetValue<string>();

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Ready(RunningSilo silo)
    {
        using var answer = await silo.Http.GetAsync("/readyz");
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
