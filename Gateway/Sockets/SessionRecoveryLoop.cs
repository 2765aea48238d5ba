using OrleansOps.Health;
using OrleansOps.Hosting;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Sockets;

/// <summary>
/// When a silo has gone, looks at once which of the sessions here went with it. A heartbeat or a report would find out too, but that may be
/// long after.
/// </summary>
internal sealed partial class SessionRecoveryLoop(
    AgentSockets sockets, AgentSessions sessions, SiloLosses losses, TimeProvider time, ILogger<SessionRecoveryLoop> logger) : BackgroundService
{
    /// <summary>Each costs a new activation of a grain, which reads from the store: a whole fleet is not to keep everything else waiting.</summary>
    private const int AtOnce = 64;

    /// <summary>While some cannot be asked, for the cluster has not given the silo up yet, or none is left.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = losses.Next;
        while (true)
        {
            await next.WaitAsync(stoppingToken);
            do
            {
                next = losses.Next;   // one that comes while we look is looked at afterwards
                if (await LookAtAll())
                {
                    break;
                }

                await Task.Delay(Again, time, stoppingToken);
            }
            while (true);
        }
    }

    /// <summary>False: not every one could be asked.</summary>
    private async Task<bool> LookAtAll()
    {
        using var turns = new SemaphoreSlim(AtOnce);
        var asked = await Task.WhenAll(sockets.All.Where(socket => socket is { Epoch: > 0, IsClosing: false }).Select(async socket =>
        {
            await turns.WaitAsync();
            try
            {
                return await CouldAsk(socket);
            }
            finally
            {
                turns.Release();
            }
        }));
        return Array.TrueForAll(asked, static one => one);
    }

    private async Task<bool> CouldAsk(AgentSocket socket)
    {
        try
        {
            await sessions.GoesOn(socket);
            return true;
        }
        catch (Exception failed)
        {
            LogNotAsked(socket.AgentId, failed.Message);
            return socket.HasEnded || !failed.MeansUnavailable();
        }
    }

    [LoggerMessage(3241, LogLevel.Debug, "Agent {AgentId}: whether its session went down with a silo cannot be said yet: {Why}")]
    private partial void LogNotAsked(string agentId, string why);
}
