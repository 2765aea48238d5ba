using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansOps.EndToEnd;

/// <summary>
/// A bad network between agents and their gateway: TCP that can be frozen, lost, slowed, cut and half-opened while connections live, and that
/// knows the messages that pass, so that a fault can be put before, into or behind any one of them.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<ProxiedConnection> _connections = [];
    private readonly ConcurrentBag<Task> _running = [];
    private readonly ConcurrentQueue<WireMessage> _seen = new();
    private readonly Lock _lock = new();
    private readonly List<HeldMessage> _held = [];
    private readonly Dictionary<Way, Link> _links = new() { [Way.ToServer] = new Link(), [Way.ToAgent] = new Link() };
    private readonly Task _accepting;

    public FaultProxy(int target)
    {
        Target = target;
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = Accept();
    }

    /// <summary>Where agents find the gateway.</summary>
    public string Address { get; }

    /// <summary>Port of the gateway behind it.</summary>
    public int Target { get; set; }

    /// <summary>Changes the text of messages on their way.</summary>
    public Func<WireMessage, string>? Rewrite { get; set; }

    /// <summary>How many connections were asked for, also of a gateway that was not there.</summary>
    public int Connections { get; private set; }

    /// <summary>The one socket that is open.</summary>
    public ProxiedConnection Socket => Live.Single(connection => connection.IsSocket);

    public IEnumerable<ProxiedConnection> Live => _connections.Where(connection => !connection.IsCut);

    public Link Link(Way way) => _links[way];

    /// <summary>The next message of this name is held, with everything behind it.</summary>
    public HeldMessage Next(string name, Func<WireMessage, bool>? where = null)
    {
        var held = new HeldMessage(name, where ?? (_ => true));
        lock (_lock)
        {
            _held.Add(held);
        }

        return held;
    }

    /// <summary>How often a message of this name came by.</summary>
    public int Count(string name) => _seen.Count(message => string.Equals(message.Name, name, StringComparison.Ordinal));

    /// <summary>Ends every connection at once, by RST.</summary>
    public void ResetAll()
    {
        foreach (var connection in Live)
        {
            connection.Reset();
        }
    }

    /// <summary>The network is well again.</summary>
    public void Heal()
    {
        foreach (var link in _links.Values)
        {
            link.Heal();
        }

        Rewrite = null;
    }

    public string Look(WireMessage message)
    {
        _seen.Enqueue(message with { Text = "" });
        return Rewrite?.Invoke(message) ?? message.Text;
    }

    public HeldMessage? Intercept(WireMessage message)
    {
        lock (_lock)
        {
            var held = _held.Find(one => one.Fits(message));
            if (held is not null)
            {
                _held.Remove(held);
            }

            return held;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task Accept()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var agent = await _listener.AcceptSocketAsync(_stopping.Token);
            Connections++;
            _running.Add(Serve(agent));
        }
    }

    private async Task Serve(Socket agent)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        agent.NoDelay = server.NoDelay = true;
        agent.ReceiveBufferSize = 16 * 1024;   // little is hidden in buffers: a slow line is felt by who writes to it
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, Target, _stopping.Token);
        }
        catch (Exception away) when (away is SocketException or OperationCanceledException)
        {
            server.Dispose();
            agent.LingerState = new LingerOption(true, 0);
            agent.Dispose();   // refused, as the gateway itself would
            return;
        }

        var connection = new ProxiedConnection(this, agent, server);
        _connections.Add(connection);
        await connection.Run();
    }
}
