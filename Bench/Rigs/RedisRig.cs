using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansOps.Bench;

/// <summary>A Redis of the benchmark's own, with the append-only file on, on a free port of this machine alone.</summary>
internal sealed class RedisRig : IAsyncDisposable
{
    private RedisRig(int port, OwnProcess process)
    {
        Port = port;
        Process = process;
    }

    public int Port { get; }

    public OwnProcess Process { get; }

    public static async Task<RedisRig> Start(string folder)
    {
        var port = Loopback.FreePort();
        var data = Directory.CreateDirectory(Path.Combine(folder, "redis")).FullName;
        var process = new OwnProcess(
            "redis-server",
            ["--bind", "127.0.0.1", "--port", $"{port}", "--dir", data, "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""],
            Path.Combine(folder, "redis"));
        var redis = new RedisRig(port, process);
        await process.Until("it listened", () => Loopback.Listens(port));
        return redis;
    }

    /// <summary>When it writes the append-only file to disk: everysec or always.</summary>
    public async Task Fsync(string when)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"CONFIG SET appendfsync {when}\r\n"));
        var answer = new byte[64];
        var length = await socket.ReceiveAsync(answer);
        if (!answer.AsSpan(0, length).StartsWith("+OK"u8))
        {
            throw new IOException($"Redis refused appendfsync {when}: {Encoding.ASCII.GetString(answer, 0, length)}");
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
