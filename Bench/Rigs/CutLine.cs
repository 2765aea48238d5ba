using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Bench;

/// <summary>The network between one agent and the gateway: carries bytes until it is cut or frozen.</summary>
internal sealed class CutLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<Socket, Socket> _pairs = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flowing = Open();

    public CutLine(int target)
    {
        _target = target;
        _flowing.SetResult();
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Accept();
    }

    /// <summary>What the agent takes for the gateway.</summary>
    public string Address { get; }

    /// <summary>How much later everything arrives that is sent from now on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>When the agent connected last, as a <see cref="Stopwatch"/>'s timestamp.</summary>
    public long ConnectedAt { get; private set; }

    /// <summary>Resets every connection.</summary>
    public void Cut()
    {
        foreach (var (agent, gateway) in _pairs)
        {
            Reset(agent);
            Reset(gateway);
        }
    }

    /// <summary>Carries nothing and says nothing until the cut that ends it: a half-open connection.</summary>
    public void Freeze() => _flowing = Open();

    public void Thaw() => _flowing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        Thaw();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private static TaskCompletionSource Open() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task Accept()
    {
        var carried = new List<Task>();
        while (!_over.IsCancellationRequested)
        {
            var agent = await _listener.AcceptSocketAsync(_over.Token);
            ConnectedAt = Stopwatch.GetTimestamp();
            carried.RemoveAll(pair => pair.IsCompleted);
            carried.Add(Serve(agent));
        }

        await Task.WhenAll(carried);
    }

    private async Task Serve(Socket agent)
    {
        var gateway = new Socket(SocketType.Stream, ProtocolType.Tcp);
        agent.NoDelay = gateway.NoDelay = true;
        _pairs[agent] = gateway;
        try
        {
            await gateway.ConnectAsync(IPAddress.Loopback, _target, _over.Token);
            await Task.WhenAny(Carry(agent, gateway), Carry(gateway, agent));
        }
        catch (Exception away) when (away is SocketException or OperationCanceledException)
        {
            // Nobody is behind the line: the agent sees its connection reset, as if it had reached the port itself.
        }

        _pairs.TryRemove(agent, out _);
        Reset(agent);
        Reset(gateway);
    }

    private async Task Carry(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _over.Token) is > 0 and var length)
            {
                await _flowing.Task;
                await Task.Delay(Delay, TimeProvider.System);
                for (var rest = buffer.AsMemory(0, length); !rest.IsEmpty;)
                {
                    rest = rest[await to.SendAsync(rest, _over.Token)..];
                }
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other way is ended with this one.
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);   // RST, not a polite end
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Closed by its other end already.
        }

        socket.Dispose();
    }
}
