using System.Diagnostics;
using OrleansOps.Tasks;
using OrleansOps.Tracing;

namespace OrleansOps.Agents;

/// <summary>
/// A session whose grain went down with its silo: the socket stands, and this activation goes on with it. What is on the host is known from the
/// store; what was under way is said again by whoever said it.
/// </summary>
internal sealed partial class AgentGrain
{
    /// <summary>The orders that were on their way when this activation began, and that nobody else says again.</summary>
    private readonly List<string> _sentBefore = [];

    /// <summary>The last session that this activation ended itself.</summary>
    private long _ended;

    public async Task<SessionStanding> TakeUp(long epoch, string? instance, IAgentConnection connection)
    {
        if (!Agent.IsEnrolled)
        {
            return SessionStanding.Removed;
        }

        if (_session is { } session && session.Epoch == epoch)
        {
            return session.Connection.Equals(connection) ? SessionStanding.TakenUp : SessionStanding.Open;
        }

        if (_epoch != epoch || _ended == epoch)
        {
            return epoch < _epoch ? SessionStanding.Superseded : SessionStanding.Ended;
        }

        await GoOn(new SessionHandover(
            epoch, connection, Agent.Slots, instance, Agent.ConnectedAt ?? time.GetUtcNow(), time.GetUtcNow(), Silence: TimeSpan.Zero, Load: null, Pause: TimeSpan.Zero));
        return SessionStanding.TakenUp;
    }

    private async Task GoOn(SessionHandover lost)
    {
        var session = new LiveSession(lost, time);
        _session = session;
        _goneSince = null;
        StartWatch(Options.HeartbeatEvery);
        LogTakenUp(Id, Agent.Name, session.Epoch, _slots.Count);
        record.Happened(Id, HostEventKind.Recovered, Said.Of("recovered", "The server lost its session together with a silo, and goes on with it."));
        await Announce();
        _ = SendAgain(session);
    }

    /// <summary>In the next turn, after the answer. Then whatever waits.</summary>
    private async Task SendAgain(LiveSession session)
    {
        await Task.Yield();
        foreach (var chunk in _sentBefore.Chunk(ReconciledAtOnce))
        {
            await Task.WhenAll(chunk.Select(taskId =>
            {
                var sending = SendAgain(session, taskId);
                Watch(taskId, sending);
                return sending;
            }));
        }

        _sentBefore.Clear();
        Pump();
    }

    private async Task SendAgain(LiveSession session, string taskId)
    {
        Activity.Current = null;
        DispatchOrder? order = null;
        try
        {
            order = await TaskOf(taskId).SentOrder(Id);
            if (order is not null && _session == session)
            {
                await Tell(session, connection => connection.Run(order));
            }
        }
        catch (Exception failure)   // the store or the task's silo does not answer: the task finds out by itself that nobody accepts it
        {
            using var trace = Traces.Carry(order?.Spec.TraceParent);
            LogNotSentAgain(failure, taskId, Id);
        }
    }
}
