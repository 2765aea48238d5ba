namespace OrleansOps.Hosting;

/// <summary>An API server and a Redis for silos that run as in pods.</summary>
internal sealed class PodWorld : IAsyncDisposable
{
    private readonly TestAuthority _authority;
    private readonly TemporaryDirectory _logs = new();

    private PodWorld(TestAuthority authority, ApiServer server, RedisServer redis) => (_authority, Server, Redis) = (authority, server, redis);

    public ApiServer Server { get; }

    public RedisServer Redis { get; }

    public static async Task<PodWorld> Start()
    {
        var authority = new TestAuthority();
        return new(authority, await ApiServer.Start(authority), await RedisServer.Start());
    }

    /// <summary>A pod with these labels, and a silo in it that finds what pods find, without some of it.</summary>
    public SiloPod Add(string name, (string, string)[] labels, params string[] without)
    {
        Server.Add(name, labels);
        return new SiloPod(Server, Redis, name, _logs.File(name), without);
    }

    /// <summary>Waits until the table of silos in Redis says this of a pod's silo.</summary>
    public async Task Says(SiloPod pod, SiloStatus status)
    {
        await using var inspector = await RespConnection.Open(Redis.Port);
        await Eventually.Get(
            async () => string.Join('\n', (await inspector.Send("HVALS", "ops/members/ops")).Parts.Select(row => row.Text).Where(row => row.Contains($"127.0.0.1:{pod.SiloPort}@", StringComparison.Ordinal) && row.Contains($"\"SiloName\":\"{pod.Name}\"", StringComparison.Ordinal))),
            row => row.Contains($"\"Status\":{(int)status},", StringComparison.Ordinal),
            $"the table says that {pod.Name} is {status}");
    }

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        await Server.DisposeAsync();
        _logs.Dispose();
        _authority.Dispose();
    }
}
