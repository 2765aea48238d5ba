namespace OrleansOps.Tests.Support;

/// <summary>A Redis of a run's own, with the append-only file on, on a free port of this machine alone.</summary>
public sealed class RedisRig : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _fsync;
    private readonly IReadOnlyList<string> _addresses;

    private RedisRig(string folder, string fsync, IReadOnlyList<string> addresses)
    {
        _folder = folder;
        _fsync = fsync;
        _addresses = addresses;
        Process = null!;
    }

    public int Port { get; } = Loopback.FreePort();

    public OwnProcess Process { get; private set; }

    public string Data => Path.Combine(_folder, "redis");

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where its data and what it prints go.</param>
    /// <param name="fsync">When it writes the append-only file to disk: everysec or always.</param>
    /// <param name="addresses">Where it listens beside loopback: addresses that only this machine has.</param>
    public static async Task<RedisRig> Start(string folder, string fsync = "everysec", IEnumerable<string>? addresses = null)
    {
        var redis = new RedisRig(folder, fsync, [.. addresses ?? []]);
        await redis.Resume();
        return redis;
    }

    /// <summary>Starts it again after it was killed, with the data that it has.</summary>
    public async Task Resume()
    {
        Directory.CreateDirectory(Data);
        Process = new OwnProcess("redis-server", [.. RedisServer.Arguments(Port, Data, _fsync), .. Elsewhere], Path.Combine(_folder, "redis-log"));
        await Process.Until("it listened", () => Loopback.Listens(Port));
    }

    private IEnumerable<string> Elsewhere => _addresses.Count == 0 ? [] : ["--bind", "127.0.0.1", .. _addresses, "--protected-mode", "no"];

    /// <summary>When it writes the append-only file to disk: everysec or always.</summary>
    public Task Fsync(string when) => Send("CONFIG", "SET", "appendfsync", when);

    /// <summary>Sends one command and returns the answer.</summary>
    public async Task<RespValue> Send(params string[] command)
    {
        await using var connection = await RespConnection.Open(Port);
        return await connection.Send(command);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
