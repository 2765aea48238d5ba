using Microsoft.Extensions.Logging;

namespace OrleansOps.Agents;

/// <summary>
/// Moving to another silo: the session goes along with its number and its connection, so neither the agent nor those who wait notice. What is
/// said to the grain meanwhile waits for it there.
/// </summary>
internal sealed partial class AgentGrain : IGrainMigrationParticipant
{
    private const string Luggage = "agent";

    private AgentHandover? _arrived;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _dispatch.Stop();
        if (reason.ReasonCode == DeactivationReasonCode.Migrating)
        {
            await _dispatch.AllSent();
            await _fleet.Settled();
            await _agent.Settled;
        }

        await _record.Close(_scope.Key);
    }

    void IGrainMigrationParticipant.OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(Luggage, new AgentHandover
    {
        Session = _sessions.Current is { Open: true } session ? session.Handover() : null,
        Epoch = _sessions.Epoch,
        GoneSince = _sessions.GoneSince,
        GoneFor = _sessions.GoneFor,
        Pending = _tasks.Waiting.Handover(),
        Slots = _tasks.Slots.Handover(),
        Recent = _record.Recent,
        Unsure = _agent.InDoubt,
        Events = _fleet.Unpublished,
    });

    void IGrainMigrationParticipant.OnRehydrate(IRehydrationContext rehydrationContext) => rehydrationContext.TryGetValue(Luggage, out _arrived);

    /// <summary>Goes on with what another silo handed over.</summary>
    private async Task Continue(AgentHandover handover)
    {
        _agent.InDoubt = handover.Unsure;
        _record.Continue(handover.Recent);
        _fleet.Continue(handover.Events);
        _tasks.Continue(handover);
        _sessions.Continue(handover);
        if (_sessions.Current is { } session)
        {
            if (session.IsPaused)
            {
                _dispatch.Pause(session, handover.Session!.Pause);
            }

            _ = _dispatch.PumpNext();
        }

        LogMoved(_scope.Key, _agent.Now.Name, handover.Session?.Epoch, handover.Slots.Count, handover.Pending.Count);
        RequestContext.Set(Names.Host, _scope.Key);   // where they go needs no look into the store
        foreach (var taskId in handover.Slots.Keys)
        {
            await _scope.TaskOf(taskId).Follow();
        }
    }

    [LoggerMessage(2209, LogLevel.Information, "Agent {AgentId} ({Name}): its grain moved to this silo with session {Epoch}, {Running} tasks on the host and {Waiting} that wait")]
    private partial void LogMoved(string agentId, string name, long? epoch, int running, int waiting);
}
