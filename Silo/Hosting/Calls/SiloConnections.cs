using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Hosting;

/// <summary>
/// In a client of silos: ends the calls that a lost silo had, so that they are sent again at once. A silo does that by itself; Orleans' client would
/// wait for each of them until its time is over.
/// </summary>
internal sealed partial class SiloConnections(OutstandingCalls calls, SiloLosses losses, TimeProvider time, ILogger<SiloConnections> logger)
{
    /// <summary>An answer that is on its way from another silo is waited for so long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<SiloAddress, int> _open = new();
    private int _breaking;

    /// <summary>Sees each connection to a silo from its start to its end.</summary>
    public ConnectionDelegate Watch(ConnectionDelegate next) => async connection =>
    {
        var silo = SiloAddress.New((IPEndPoint)connection.RemoteEndPoint!, 0);   // as the client names the silos that it sends to
        _open.AddOrUpdate(silo, 1, (_, count) => count + 1);
        try
        {
            await next(connection);
        }
        finally
        {
            _open.AddOrUpdate(silo, 0, (_, count) => count - 1);
            Ended(silo);
        }
    };

    /// <summary>
    /// A silo has gone: it is out of the list, or the connection to it has ended. Another silo may have passed a call on to it and waits no less
    /// in vain, and which calls those are nobody knows: all that are under way are ended a moment later, and sent again.
    /// </summary>
    public void Lost()
    {
        if (Interlocked.Exchange(ref _breaking, 1) == 0)
        {
            _ = BreakAll();
        }

        losses.Tell();
    }

    private void Ended(SiloAddress silo)
    {
        LogEnded(silo.Endpoint);
        calls.Break(silo);
        Lost();
    }

    private async Task BreakAll()
    {
        await Task.Delay(Grace, time);
        Volatile.Write(ref _breaking, 0);
        foreach (var (silo, _) in _open)
        {
            calls.Break(silo);
        }
    }

    [LoggerMessage(3042, LogLevel.Warning, "The connection to the silo at {Address} has ended. What was under way there is sent to another")]
    private partial void LogEnded(IPEndPoint address);
}
