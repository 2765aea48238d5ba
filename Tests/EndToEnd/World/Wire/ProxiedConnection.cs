using System.Net.Sockets;

namespace OrleansOps.EndToEnd;

/// <summary>A connection through the proxy, which can be cut in every way that networks know.</summary>
internal sealed class ProxiedConnection : IDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _cut = new();
    private readonly Socket _agent;
    private readonly Socket _server;
    private readonly Dictionary<Way, Lane> _lanes;
    private bool _isOrphaned;

    public ProxiedConnection(FaultProxy proxy, Socket agent, Socket server)
    {
        _agent = agent;
        _server = server;
        _lanes = new Dictionary<Way, Lane>
        {
            [Way.ToServer] = new(this, proxy, Way.ToServer, agent, server),
            [Way.ToAgent] = new(this, proxy, Way.ToAgent, server, agent),
        };
    }

    public MessageNames Names { get; } = new();

    /// <summary>Whether it became a socket; others carry the question for a challenge before it.</summary>
    public bool IsSocket { get; set; }

    public bool IsCut => _cut.IsCancellationRequested;

    /// <summary>Carries both ways until it is over. Ends are closed as the network would close them.</summary>
    public async Task Run()
    {
        var toServer = _lanes[Way.ToServer].Run(_cut.Token);
        Task[] lanes = [toServer, _lanes[Way.ToAgent].Run(_cut.Token)];
        try
        {
            await Task.WhenAny(lanes);   // one way ended: a WebSocket has no use for the other alone
            if (_isOrphaned)
            {
                await toServer;
            }

            await Task.WhenAll(lanes).WaitAsync(Linger, TimeProvider.System);
        }
        catch (Exception over) when (over is IOException or SocketException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // An end was killed, or it was cut: that is what this proxy is for.
        }

        if (!IsCut)
        {
            Reset();
        }
    }

    /// <summary>Sends a message that neither end said.</summary>
    public Task Inject(Way way, string text) => _lanes[way].Inject(text);

    /// <summary>Both ends are told at once, by RST. What was under way is lost.</summary>
    public void Reset()
    {
        _cut.Cancel();
        Abort(_agent);
        Abort(_server);
    }

    /// <summary>Both ends read what was carried, and then the end (FIN).</summary>
    public void Close()
    {
        _cut.Cancel();
        End(_agent);
        End(_server);
    }

    /// <summary>Only one end is told. The other one still believes in the connection, and nothing comes any more.</summary>
    public void DropOnly(Way side)
    {
        _cut.Cancel();
        Abort(side == Way.ToAgent ? _agent : _server);
    }

    /// <summary>The agent's end breaks; the gateway's lives on until what the proxy holds for it has arrived.</summary>
    public void Orphan()
    {
        _isOrphaned = true;
        Abort(_agent);
    }

    public void Dispose()
    {
        _cut.Cancel();
        _cut.Dispose();
        foreach (var lane in _lanes.Values)
        {
            lane.Dispose();
        }

        _agent.Dispose();
        _server.Dispose();
    }

    private static void Abort(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Its peer was faster.
        }

        socket.Dispose();
    }

    private static void End(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);   // the socket itself lives until the proxy is disposed of, so that no RST overtakes the data
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Its peer was faster.
        }
    }
}
