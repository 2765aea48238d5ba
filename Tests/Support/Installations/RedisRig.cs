namespace OrleansOps.Tests.Support;

/// <summary>A Redis of a run's own, with the append-only file on, on a free port of this machine alone.</summary>
public sealed class RedisRig : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _fsync;

    private RedisRig(string folder, string fsync)
    {
        _folder = folder;
        _fsync = fsync;
        Process = null!;
    }

    public int Port { get; } = Loopback.FreePort();

    public OwnProcess Process { get; private set; }

    public string Data => Path.Combine(_folder, "redis");

    /// <summary>Starts it.</summary>
    /// <param name="folder">Where its data and what it prints go.</param>
    /// <param name="fsync">When it writes the append-only file to disk: everysec or always.</param>
    public static async Task<RedisRig> Start(string folder, string fsync = "everysec")
    {
        var redis = new RedisRig(folder, fsync);
        await redis.Resume();
        return redis;
    }

    /// <summary>Starts it again after it was killed, with the data that it has.</summary>
    public async Task Resume()
    {
        Directory.CreateDirectory(Data);
        Process = new OwnProcess("redis-server", [.. RedisServer.Arguments(Port, Data, _fsync)], Path.Combine(_folder, "redis-log"));
        await Process.Until("it listened", () => Loopback.Listens(Port));
    }

    /// <summary>When it writes the append-only file to disk: everysec or always.</summary>
    public Task Fsync(string when) => Send("CONFIG", "SET", "appendfsync", when);

    /// <summary>Sends one command.</summary>
    public async Task Send(params string[] command)
    {
        await using var connection = await RespConnection.Open(Port);
        await connection.Send(command);
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
