namespace OrleansOps.Agents;

/// <summary>
/// Moving to another silo: the session goes along with its number and its connection, so neither the agent nor those who wait notice. What is
/// said to the grain meanwhile waits for it there.
/// </summary>
internal sealed partial class AgentGrain : IGrainMigrationParticipant
{
    private const string Luggage = "agent";

    /// <summary>Nothing is sent any more: this activation ends.</summary>
    private bool _leaving;
    private AgentHandover? _arrived;

    /// <summary>What the fleet index is told outside of requests.</summary>
    private Task _announcement = Task.CompletedTask;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _leaving = true;
        if (reason.ReasonCode == DeactivationReasonCode.Migrating)
        {
            await Settle();
        }

        await record.Close(Id);
    }

    void IGrainMigrationParticipant.OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(Luggage, new AgentHandover
    {
        Session = _session is { Open: true } session ? session.Handover() : null,
        Epoch = _epoch,
        GoneSince = _goneSince,
        GoneFor = time.GetElapsedTime(_goneAt),
        Pending = _pending.Handover(),
        Slots = _slots.Handover(),
        Recent = record.Recent,
        Unsure = _unsure,
        Events = [.. _events],
    });

    void IGrainMigrationParticipant.OnRehydrate(IRehydrationContext rehydrationContext) => rehydrationContext.TryGetValue(Luggage, out _arrived);

    /// <summary>Requests are over by now. Orders that are being written to the socket are not, nor is what the store is being told.</summary>
    private async Task Settle()
    {
        while (_sending.Count > 0)
        {
            await Task.WhenAll(_sending.Values);
            await Task.Yield();
        }

        await _announcement.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Goes on with what another silo handed over.</summary>
    private async Task Continue(AgentHandover handover)
    {
        _epoch = handover.Epoch;
        _goneSince = handover.GoneSince;
        _goneAt = time.Past(handover.GoneFor);
        _unsure = handover.Unsure;
        _slots.Continue(handover.Slots);
        record.Continue(handover.Recent);
        foreach (var (taskId, submittedAt) in handover.Pending)
        {
            _pending.Add(taskId, submittedAt);
        }

        foreach (var happened in handover.Events)
        {
            _events.Enqueue(happened);
        }

        if (handover.Session is { } session)
        {
            _session = new LiveSession(session, time);
            StartWatch(Options.HeartbeatEvery);
            if (_session.IsPaused)
            {
                Pause(_session, session.Pause);
            }

            _ = PumpNext();
        }
        else
        {
            WatchWhatIsLeft();
        }

        LogMoved(Id, Agent.Name, handover.Session?.Epoch, handover.Slots.Count, handover.Pending.Count);
        RequestContext.Set(Names.Host, Id);   // where they go needs no look into the store
        foreach (var taskId in handover.Slots.Keys)
        {
            await TaskOf(taskId).Follow();
        }
    }
}
