using System.Net;

namespace OrleansOps.EndToEnd;

/// <summary>Every way in which <c>ops-silo</c> ends has a number of its own and a sentence on its standard error (docs/operations.md).</summary>
public sealed class WhenASiloEnds : IAsyncLifetime, IDisposable
{
    private readonly List<ManagedProcess> _silos = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.Start();

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task ToldTo()
    {
        var (silo, _) = await Ready();

        silo.Signal(ManagedProcess.Terminate);

        Assert.Equal((0, ""), (await silo.Ended(), Sentence(silo)));
    }

    [Fact]
    public async Task ToldToWhileItWaitsForRedis()
    {
        await _redis.Kill();
        var (silo, http) = Start();
        await Eventually.Get(() => _http.GetAsync($"{http}/readyz"), answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable, "it says that it waits");

        silo.Signal(ManagedProcess.Terminate);

        Assert.Equal((0, ""), (await silo.Ended(), Sentence(silo)));
    }

    [Fact]
    public async Task ToldToWithoutRedis()
    {
        var (silo, _) = await Ready();
        await _redis.Kill();

        silo.Signal(ManagedProcess.Terminate);

        Assert.Equal(0, await silo.Ended(TimeSpan.FromSeconds(30)));   // 20 for the silo, 3 for what takes longer, the rest for a busy machine
    }

    [Fact]
    public async Task StartedTwice()
    {
        var (_, first) = await Ready("--Cluster:SiloPort=" + Reserved, "--Cluster:GatewayPort=" + Loopback.FreePort());

        var (second, _) = Start("--Cluster:SiloPort=" + Reserved, "--Cluster:GatewayPort=" + Loopback.FreePort());

        Assert.Equal(1, await second.Ended());
        Assert.Contains("Cluster:SiloPort", Sentence(second), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync($"{first}/readyz")).StatusCode);
    }

    [Fact]
    public async Task ItsHttpPortIsTaken()
    {
        var (_, first) = await Ready();

        var (second, _) = Start("--urls", first);

        Assert.Equal(1, await second.Ended());
        Assert.Contains(first, Sentence(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsSettingsAreRefused()
    {
        var (silo, _) = Start("--Cluster:Address=10.1.2.3");

        Assert.Equal(2, await silo.Ended());
        Assert.Contains("Cluster:AllowPlaintext", Sentence(silo), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheOthersDeclareItDead()
    {
        var (_, other) = await Ready();
        var (frozen, _) = await Ready();
        frozen.Signal(ManagedProcess.Stop);
        await Eventually.Get(
            async () => await SilosInTable(), table => table.Contains("\"Status\":6", StringComparison.Ordinal), "the other has written that it is dead", TimeSpan.FromSeconds(60));

        frozen.Signal(ManagedProcess.Continue);

        Assert.Equal(4, await frozen.Ended());
        Assert.Contains("declared this one dead", Sentence(frozen), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync($"{other}/readyz")).StatusCode);
    }

    private static int Reserved { get; } = Loopback.FreePort();

    private static string Sentence(ManagedProcess silo) => silo.Output.Split('\n').FirstOrDefault(line => line.StartsWith("ops-silo: ", StringComparison.Ordinal)) ?? "";

    private async Task<string> SilosInTable()
    {
        await using var redis = await RespConnection.Open(_redis.Port);
        return string.Join('\n', (await redis.Send("HVALS", "ops/members/ops")).Parts.Select(row => row.Text));
    }

    private (ManagedProcess Silo, string Http) Start(params string[] settings)
    {
        var http = $"http://127.0.0.1:{Loopback.FreePort()}";
        var silo = new ManagedProcess("ops-silo", "dotnet", [Builds.Silo, "--urls", http, .. settings], new Dictionary<string, string>
        {
            ["OPS_Redis__ConnectionString"] = _redis.Address,
            ["OPS_Cluster__SiloPort"] = $"{Loopback.FreePort()}",
            ["OPS_Cluster__GatewayPort"] = $"{Loopback.FreePort()}",
        });
        _silos.Add(silo);
        return (silo, http);
    }

    private async Task<(ManagedProcess Silo, string Http)> Ready(params string[] settings)
    {
        var started = Start(settings);
        await started.Silo.Ready(started.Http);
        return started;
    }
}
