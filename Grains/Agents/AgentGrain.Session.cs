using OrleansOps.Health;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>Sessions: opening, comparing, watching, ending.</summary>
internal sealed partial class AgentGrain
{
    /// <summary>How many tasks are compared at once when a session opens.</summary>
    private const int ReconciledAtOnce = 64;

    private readonly Queue<NumberedEvent> _events = [];

    private long _announcedAt;
    private bool _changed;
    private bool _announcing;

    /// <summary>From here on nobody else speaks for the agent.</summary>
    private void Supersede(LiveSession session)
    {
        var before = _session;
        _session = session;
        if (before is not null)
        {
            LogSuperseded(Id, before.Epoch, session.Epoch);
            record.Happened(Id, HostEventKind.Replaced, Said.Of("replaced", "Another connection speaks for it; the one before was closed."));
            _ = Close(before, CloseReason.Superseded, "Another connection speaks for this agent now.");
        }
    }

    private Task StoreSession(LiveSession session, AgentHello hello)
    {
        if (Agent.Version is { } version && !string.Equals(version, hello.Version, StringComparison.Ordinal))
        {
            record.Happened(Id, HostEventKind.Upgraded, Said.Of("upgraded", $"Version {version} became {hello.Version}.", ("from", version), ("to", hello.Version)));
        }

        if (Agent.Facts is { } facts && !string.Equals(facts.HostName, hello.Facts.HostName, StringComparison.Ordinal))
        {
            record.Happened(Id, HostEventKind.Renamed, Said.Of(
                "machineRenamed", $"Its machine calls itself {hello.Facts.HostName} now, and not {facts.HostName} any more. It is still {Agent.Name} here.",
                ("from", facts.HostName), ("to", hello.Facts.HostName), ("name", Agent.Name)));
        }

        return Store(agent => Opened(agent, session, hello));
    }

    private static AgentState Opened(AgentState agent, LiveSession session, AgentHello hello) => agent with
    {
        Epoch = session.Epoch,
        ConnectedAt = session.ConnectedAt,
        LastSeenAt = session.LastSeenAt,
        Protocol = hello.Protocol,
        Version = hello.Version,
        Slots = hello.Slots,
        Facts = hello.Facts,
        Installation = hello.Installation ?? agent.Installation,
    };

    /// <summary>Compares what the agent holds with what is thought to be on it.</summary>
    private async Task Reconcile(LiveSession session, IReadOnlyList<HeldTask> held)
    {
        // Two attempts of one task: on a full disk the agent let go of the older one and could not write that down. Its report comes all the same.
        var named = held.GroupBy(task => task.TaskId, StringComparer.Ordinal).ToDictionary(task => task.Key, task => task.MaxBy(one => one.Attempt)!, StringComparer.Ordinal);
        var cancels = new List<(string TaskId, int Attempt)>();
        foreach (var chunk in _slots.TaskIds.Union(named.Keys).Chunk(ReconciledAtOnce))
        {
            await Task.WhenAll(chunk.Select(async taskId =>
            {
                var task = named.GetValueOrDefault(taskId);
                var verdict = await TaskOf(taskId).Reconcile(Id, task);
                Place(taskId, task, verdict);
                if (verdict == ReconcileVerdict.Cancel)
                {
                    cancels.Add((taskId, task!.Attempt));
                }
            }));
        }

        foreach (var (taskId, attempt) in cancels)
        {
            await session.Connection.Cancel(taskId, attempt).WaitAsync(Options.SendWithin, time);
        }
    }

    private void Place(string taskId, HeldTask? held, ReconcileVerdict verdict)
    {
        switch (verdict)
        {
            case ReconcileVerdict.Running or ReconcileVerdict.Cancel:
                _pending.Remove(taskId);
                _slots.Take(taskId, held?.Attempt ?? int.MaxValue);
                break;
            case ReconcileVerdict.Over or ReconcileVerdict.Unknown:
                _pending.Remove(taskId);
                _slots.Free(taskId);
                break;
            case ReconcileVerdict.Queued:
                _slots.Free(taskId);   // the task queues itself, with its place in the queue
                break;
        }
    }

    private async Task OpenFor(LiveSession session)
    {
        if (_session != session)
        {
            return;   // superseded while it opened; its connection has been told
        }

        session.Open = true;
        _goneSince = null;
        StartWatch(Options.HeartbeatEvery);
        LogConnected(Id, Agent.Name, session.Epoch, session.Slots);
        record.Happened(Id, HostEventKind.Connected, Said.Of(
            "connected", $"Connected with version {Agent.Version} and {session.Slots} slots.", ("version", Agent.Version), ("slots", session.Slots)));
        _events.Enqueue(AgentAnnouncements.Connected(View()));
        await Announce();
        _ = PumpNext();
    }

    /// <summary>Starts sending in the next turn, after the answer that opens the session is on its way.</summary>
    private async Task PumpNext()
    {
        await Task.Yield();
        Pump();
    }

    private async Task Lost(LiveSession session, Said why, HostEventKind kind = HostEventKind.Lost)
    {
        if (!End(session))
        {
            return;
        }

        LogLost(Id, Agent.Name, session.Epoch, why.Text);
        record.Happened(Id, kind, Said.Of("connectionGone", $"The connection is gone: {why}.").Because(why));
        _ = record.Close(Id);   // awaited where the grain leaves
        _events.Enqueue(AgentAnnouncements.Disconnected(View()));
        await TellGone(_goneSince ?? time.GetUtcNow());
        await Announce();
    }

    private bool End(LiveSession session)
    {
        if (_session != session)
        {
            return false;
        }

        _session = null;
        _ended = session.Epoch;
        _goneSince = time.GetUtcNow();
        _goneAt = time.GetTimestamp();
        WatchWhatIsLeft();
        storage.State = Agent with { LastSeenAt = session.LastSeenAt };   // stored with the next write; lists have it anyway
        return true;
    }

    /// <summary>Tells every task that is on the agent. One-way: the task's own look at the clock makes up for a lost call.</summary>
    private async Task TellGone(DateTimeOffset since)
    {
        foreach (var taskId in _slots.TaskIds)
        {
            await TaskOf(taskId).AgentGone(since);
        }
    }

    private void StartWatch(TimeSpan every)
    {
        _watch?.Dispose();
        _watch = this.RegisterGrainTimer(Look, new GrainTimerCreationOptions(every, every) { Interleave = true, KeepAlive = true });
    }

    /// <summary>While tasks may be running on a host that is away, its grain stays: it measures for how long that is.</summary>
    private void WatchWhatIsLeft()
    {
        _watch?.Dispose();
        _watch = null;
        if (_slots.Count > 0)
        {
            StartWatch(Options.SilenceLimit);
        }
    }

    private async Task Look()
    {
        if (_session is { Open: true } session)
        {
            if (session.Silence > Options.SilenceLimit)
            {
                await Lost(session, Losses.Silent);
                await Close(session, CloseReason.ProtocolError, $"Nothing was heard for {Options.SilenceLimit.TotalSeconds:0} s. Connect again.");
                return;
            }

            Pump();
            await AnnounceSometimes();
        }
        else if (_session is null)
        {
            await TellGone(_goneSince ?? time.GetUtcNow());
            WatchWhatIsLeft();
        }
    }

    private async Task Close(LiveSession session, CloseReason reason, string text)
    {
        try
        {
            await session.Connection.Close(reason, text).WaitAsync(Options.SendWithin, time);
        }
        catch (Exception failure)   // most likely the very reason for closing it: it is gone already
        {
            LogCloseFailed(failure, Id, session.Epoch);
        }
    }

    private Task AnnounceSometimes() => _changed || time.GetElapsedTime(_announcedAt) >= Options.ListLag ? Announce() : Task.CompletedTask;

    /// <summary>Brings the fleet index up to date. One at a time, so that the newest view is the last.</summary>
    private async Task Announce()
    {
        _changed = true;
        if (_announcing || !Agent.IsEnrolled)
        {
            return;
        }

        _announcing = true;
        try
        {
            while (_changed)
            {
                _changed = false;
                _announcedAt = time.GetTimestamp();
                var events = _events.ToArray();
                await fleet.Put(View(), events);
                DropPublished(events.Length);
            }
        }
        catch (StoreUnavailableException failure)
        {
            _changed = true;
            LogAnnounceFailed(failure, Id);   // the next heartbeat or the watch tries again; events are numbered, so none comes twice
        }
        finally
        {
            _announcing = false;
        }
    }

    private void DropPublished(int count)
    {
        for (; count > 0; count--)
        {
            _events.Dequeue();
        }
    }

    private AgentView View() => new()
    {
        Id = Id,
        Name = Agent.Name,
        Presence = _session is { Open: true } ? AgentPresence.Online : Agent.ConnectedAt is null ? AgentPresence.Never : AgentPresence.Offline,
        Labels = AgentLabels.Of(Agent),
        HostLabels = Agent.HostLabels,
        Version = Agent.Version,
        Protocol = Agent.Protocol,
        Slots = Agent.Slots,
        Epoch = Agent.Epoch,
        EnrolledAt = Agent.EnrolledAt!.Value,
        ConnectedAt = Agent.ConnectedAt,
        LastSeenAt = _session?.LastSeenAt ?? Agent.LastSeenAt,
        Facts = Agent.Facts,
        Load = _session?.Load,
        Running = _slots.Count,
        Queued = _pending.Count,
        Draining = Agent.Draining,
        DrainReason = Agent.DrainReason,
        Recent = record.Recent,
    };
}
