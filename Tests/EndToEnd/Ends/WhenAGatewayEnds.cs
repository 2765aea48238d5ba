using System.Net;

namespace OrleansOps.EndToEnd;

/// <summary>Every way in which <c>ops-gateway</c> ends has a number of its own and a sentence on its standard error (docs/operations.md).</summary>
public sealed class WhenAGatewayEnds : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly List<ManagedProcess> _processes = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly TemporaryDirectory _data = new();
    private RedisServer _redis = null!;

    public async Task InitializeAsync() => _redis = await RedisServer.Start();

    public async Task DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    public void Dispose()
    {
        _http.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task ToldTo()
    {
        var (gateway, _) = await Ready(Start());

        gateway.Signal(ManagedProcess.Terminate);

        Assert.Equal((0, ""), (await gateway.Ended(), Sentence(gateway)));
    }

    [Fact]
    public async Task ToldToWhileItWaitsForASilo()
    {
        var (gateway, http) = Start("--Cluster:Silo=false");
        await Eventually.Get(async () => (await Look(http)), status => status == HttpStatusCode.ServiceUnavailable, "it says that it waits", Patience);

        gateway.Signal(ManagedProcess.Terminate);

        Assert.Equal((0, ""), (await gateway.Ended(), Sentence(gateway)));
    }

    [Fact]
    public async Task ItsPortIsTaken()
    {
        var (_, first) = await Ready(Start());

        var (second, _) = Start("--urls", first);

        Assert.Equal(1, await second.Ended());
        Assert.Contains(first, Sentence(second), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Look(first));
    }

    [Fact]
    public async Task ItsSettingsAreRefused()
    {
        var (gateway, _) = Start("--Gateway:NoSuchSetting=1");

        Assert.Equal(2, await gateway.Ended());
        Assert.Contains("NoSuchSetting", Sentence(gateway), StringComparison.Ordinal);
    }

    /// <summary>One without a silo remembers little, but its clients have tokens that nobody knows any more, and somebody must write a new one.</summary>
    [Fact]
    public async Task TheStoreOfItsClusterIsEmptied()
    {
        var silo = StartSilo();
        var (gateway, _) = await Ready(Start("--Cluster:Silo=false"));

        await using (var redis = await RespConnection.Open(_redis.Port))
        {
            await redis.Send("FLUSHALL");
        }

        Assert.Equal((3, 3), (await gateway.Ended(), await silo.Ended()));
        Assert.Contains("has lost its data", Sentence(gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheOtherSilosDeclareItsSiloDead()
    {
        var (_, other) = await Ready(Start());
        var (frozen, _) = await Ready(Start());
        frozen.Signal(ManagedProcess.Stop);
        await Eventually.Get(
            async () => await SilosInTable(), table => table.Contains("\"Status\":6", StringComparison.Ordinal), "the other has written that it is dead", Patience);

        frozen.Signal(ManagedProcess.Continue);

        Assert.Equal(4, await frozen.Ended());
        Assert.Contains("declared this one dead", Sentence(frozen), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Look(other));
    }

    private static string Sentence(ManagedProcess process) => process.Output.Split('\n').FirstOrDefault(line => line.StartsWith("ops-gateway: ", StringComparison.Ordinal)) ?? "";

    private async Task<string> SilosInTable()
    {
        await using var redis = await RespConnection.Open(_redis.Port);
        return string.Join('\n', (await redis.Send("HVALS", "ops/members/ops")).Parts.Select(row => row.Text));
    }

    private ManagedProcess StartSilo() => Run("ops-silo", ["dotnet", Builds.Silo, "--urls", NewAddress()], Ports());

    private (ManagedProcess Gateway, string Http) Start(params string[] settings)
    {
        var http = NewAddress();
        var environment = settings.Contains("--Cluster:Silo=false") ? [] : Ports();
        environment["OPS_Gateway__DataDir"] = _data.File($"gateway-{_processes.Count}");
        return (Run("ops-gateway", [.. Builds.GatewayProgram, "--urls", http, .. settings], environment), http);
    }

    private ManagedProcess Run(string name, string[] command, Dictionary<string, string> environment)
    {
        environment["OPS_Redis__ConnectionString"] = _redis.Address;
        var process = new ManagedProcess(name, command, environment);
        _processes.Add(process);
        return process;
    }

    private static Dictionary<string, string> Ports() => new(StringComparer.Ordinal)
    {
        ["OPS_Cluster__SiloPort"] = $"{Loopback.FreePort()}",
        ["OPS_Cluster__GatewayPort"] = $"{Loopback.FreePort()}",
    };

    private static string NewAddress() => $"http://127.0.0.1:{Loopback.FreePort()}";

    private async Task<HttpStatusCode> Look(string http) => (await _http.GetAsync($"{http}/readyz")).StatusCode;

    private static async Task<(ManagedProcess Gateway, string Http)> Ready((ManagedProcess Gateway, string Http) started)
    {
        await started.Gateway.Ready(started.Http);
        return started;
    }
}
