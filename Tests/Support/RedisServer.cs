using System.Diagnostics;
using System.Globalization;

namespace OrleansOps.Tests.Support;

/// <summary>
/// A redis-server of a test's own: on a free port of this machine, its data in a directory that goes with it. It can be killed and started
/// again on the same port with the same data.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly string _fsync;
    private Process? _process;

    private RedisServer(string fsync) => _fsync = fsync;

    public int Port { get; private set; }

    /// <summary>Address and port, as a connection string takes it.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>The Unix socket that it listens on too.</summary>
    public string Socket => _data.File("redis.sock");

    /// <summary>Starts a server with an append-only file. <paramref name="fsync"/>: always, everysec or no.</summary>
    public static async Task<RedisServer> Start(string fsync = "everysec")
    {
        var server = new RedisServer(fsync);
        for (var attempt = 1; ; attempt++)
        {
            server.Port = Loopback.FreePort();
            try
            {
                await server.Resume();
                return server;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // Somebody else took the port between our looking and its start: take another.
            }
        }
    }

    /// <summary>Ends it as a power failure of its process would: SIGKILL, nothing flushed by itself.</summary>
    public async Task Kill()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts it on its port with the data it has. Returns when it takes connections.</summary>
    public async Task Resume()
    {
        var process = Process.Start(Command()) ?? throw new InvalidOperationException("redis-server did not start.");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        process.OutputDataReceived += (_, line) =>
        {
            said.Add(line.Data ?? "");
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"redis-server ended: {string.Join('\n', said)}"));
            }
            else if (line.Data.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        process.BeginOutputReadLine();
        _process = process;
        try
        {
            await ready.Task.Within("redis-server is ready");
        }
        catch
        {
            await Kill();
            throw;
        }
    }

    /// <summary>Starts it as <see cref="Resume"/> does, but it takes this long for each entry of its file and is not waited for.</summary>
    public void BeginSlowly(TimeSpan perEntry)
    {
        var command = Command();
        command.RedirectStandardOutput = false;
        command.ArgumentList.Add("--key-load-delay");
        command.ArgumentList.Add(((int)perEntry.TotalMicroseconds).ToString(CultureInfo.InvariantCulture));
        _process = Process.Start(command) ?? throw new InvalidOperationException("redis-server did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _data.Dispose();
    }

    /// <summary>Arguments of a redis-server on this machine that keeps all it has in its append-only file.</summary>
    public static IReadOnlyList<string> Arguments(int port, string data, string fsync) =>
    [
        "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", data,
        "--appendonly", "yes", "--appendfsync", fsync, "--save", "", "--loglevel", "notice",
    ];

    private ProcessStartInfo Command() => new("redis-server", [.. Arguments(Port, _data.Path, _fsync), "--unixsocket", Socket, "--unixsocketperm", "600"]) { RedirectStandardOutput = true, UseShellExecute = false };
}
