using System.Net;
using System.Text.Json.Nodes;
using OrleansOps.Lifetime;

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
    public async Task ItWaitsForARedisThatIsStillLoading()
    {
        await using var redis = await RedisServer.Start();
        await using (var inspector = await RespConnection.Open(redis.Port))
        {
            await inspector.Send("EVAL", "for key = 1, 12000 do redis.call('SET', 'key-' .. key, 'x') end", "0");
        }

        await redis.Kill();
        redis.BeginSlowly(perEntry: TimeSpan.FromMilliseconds(1));   // it answers each 1,024 entries
        await using var silo = RunningSilo.Begin($"--Redis:ConnectionString={redis.Address},connectTimeout=2000");

        await Eventually.Get(() => Ready(silo), ready => Problem(ready)?.Contains("loading", StringComparison.Ordinal) == true, "it says that Redis is loading");
        await silo.Started.Within("the silo has started");
        await Eventually.Get(() => Ready(silo), ready => ready.Status == HttpStatusCode.OK, "it is ready by itself");
    }

    [Fact]
    public async Task ItSaysThatThePasswordIsWrongAndTakesOneOfAnyCharacters()
    {
        const string Password = "ab,cd=ef \"'";
        await using var redis = await RedisServer.Start();
        await using (var inspector = await RespConnection.Open(redis.Port))
        {
            await inspector.Send("CONFIG", "SET", "requirepass", Password);
        }

        await using (var without = RunningSilo.Begin($"--Redis:ConnectionString={redis.Address}"))
        {
            await Eventually.Get(() => Ready(without), ready => Problem(ready)?.Contains("asks for a password", StringComparison.Ordinal) == true, "it says that one is needed");
        }

        await using (var wrong = RunningSilo.Begin($"--Redis:ConnectionString={redis.Address}", "--Redis:Password=other"))
        {
            await Eventually.Get(() => Ready(wrong), ready => Problem(ready)?.Contains("does not take the password", StringComparison.Ordinal) == true, "it says that it is wrong");
        }

        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder.File("password"), Password + "\n");
        await using var silo = await RunningSilo.Start($"--Redis:ConnectionString={redis.Address}", $"--Redis:PasswordFile={folder.File("password")}");
        await Eventually.Get(() => Ready(silo), ready => ready.Status == HttpStatusCode.OK, "it is ready");
    }

    /// <summary>A container that comes back has another address, and nobody is there to say that the one before it is dead.</summary>
    [Fact]
    public async Task ItDoesNotWaitLongForOneThatDiedAtAnotherAddress()
    {
        await using var redis = await RedisServer.Start();
        using var folder = new TemporaryDirectory();
        var http = Loopback.FreePort();
        await using (var before = new OwnProcess(
            "dotnet",
            [
                Builds.Silo, "--urls", $"http://127.0.0.1:{http}", $"--Redis:ConnectionString={redis.Address}",
                $"--Cluster:SiloPort={Loopback.FreePort()}", $"--Cluster:GatewayPort={Loopback.FreePort()}",
            ],
            folder.File("before")))
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http}") };
            await before.Until("it was ready", async () =>
            {
                if (!await Loopback.Listens(http))
                {
                    return false;
                }

                using var answer = await client.GetAsync("/readyz");
                return answer.IsSuccessStatusCode;
            });
            await before.Kill();
        }

        await using var after = await RunningSilo.Start($"--Redis:ConnectionString={redis.Address}");
        await Eventually.Get(() => Ready(after), ready => ready.Status == HttpStatusCode.OK, "it is ready");
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
