using Microsoft.Extensions.Logging;
using OrleansOps.Health;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// Who speaks for one host: at most one session, the one with the newest number. While one does, it is watched for silence; while none does, it
/// is measured for how long, and the tasks that may be running there are told.
/// </summary>
/// <param name="pump">Sends what waits: done with every look at a session that is heard.</param>
internal sealed partial class HostSessions(
    GrainScope grain, StoredAgent agent, HostTasks tasks, FleetAnnouncer fleet, AgentOptions options, Action pump)
{
    private readonly ILogger _logger = grain.Logger;
    private HostWatch? _watch;
    private long _goneAt;

    /// <summary>The last session that this activation ended itself.</summary>
    private long _ended;

    /// <summary>The session that speaks for the host. It may be opening still.</summary>
    public LiveSession? Current { get; private set; }

    /// <summary>The newest number; above the stored one while a session opens.</summary>
    public long Epoch { get; private set; }

    public DateTimeOffset? GoneSince { get; private set; }

    /// <summary>How long nobody has spoken for the host, or was not when somebody came.</summary>
    public TimeSpan GoneFor => grain.Time.GetElapsedTime(_goneAt);

    public DateTimeOffset AwaySince => GoneSince ?? grain.Time.GetUtcNow();

    private HostWatch Watch => _watch ??= new HostWatch(grain, tasks, options, Look);

    /// <summary>A new activation that nobody handed anything over to.</summary>
    public void Start()
    {
        Epoch = agent.Now.Epoch;
        _goneAt = grain.Time.GetTimestamp();
        if (tasks.Slots.Count > 0)
        {
            // Its connection was lost together with this grain. It gets as long to come back as a silent agent gets to speak.
            GoneSince = grain.Time.GetUtcNow();
            Watch.WhatIsLeft();
        }
    }

    /// <summary>Goes on with what another silo handed over.</summary>
    public void Continue(AgentHandover handover)
    {
        Epoch = handover.Epoch;
        GoneSince = handover.GoneSince;
        _goneAt = grain.Time.Past(handover.GoneFor);
        if (handover.Session is { } session)
        {
            Current = new LiveSession(session, grain.Time);
            Watch.Session();
        }
        else
        {
            Watch.WhatIsLeft();
        }
    }

    /// <summary>The session that this report comes from, if it is the newest; whatever an agent says shows that it is alive.</summary>
    public LiveSession? Speaking(long epoch)
    {
        if (Current is not { Open: true } session || session.Epoch != epoch)
        {
            return null;
        }

        session.Heard();
        return session;
    }

    /// <summary>From here on nobody else speaks for the agent.</summary>
    public LiveSession Begin(AgentHello hello, IAgentConnection connection)
    {
        var named = hello.HeldUnsaid ? null : hello.Held.Select(task => task.TaskId).ToHashSet(StringComparer.Ordinal);
        var session = new LiveSession(++Epoch, connection, hello.Slots, hello.Instance, named, grain.Time);
        var before = Current;
        Current = session;
        if (before is not null)
        {
            LogSuperseded(grain.Key, before.Epoch, session.Epoch);
            fleet.Happened(HostEventKind.Replaced, Said.Of("replaced", "Another connection speaks for it; the one before was closed."));
            _ = Close(before, CloseReason.Superseded, "Another connection speaks for this agent now.");
        }

        return session;
    }

    /// <summary>Both sides have compared. False if it was superseded meanwhile; its connection has been told then.</summary>
    public async Task<bool> Open(LiveSession session)
    {
        if (Current != session)
        {
            return false;
        }

        session.Open = true;
        GoneSince = null;
        Watch.Session();
        LogConnected(grain.Key, agent.Now.Name, session.Epoch, session.Slots);
        fleet.Happened(HostEventKind.Connected, Said.Of(
            "connected", $"Connected with version {agent.Now.Version} and {session.Slots} slots.", ("version", agent.Now.Version), ("slots", session.Slots)));
        fleet.Connected();
        await fleet.Announce();
        return true;
    }

    /// <summary>How the session of a connection stands that may have been lost with a silo; null if it is to be gone on with.</summary>
    public SessionStanding? Standing(long epoch, IAgentConnection connection)
    {
        if (!agent.IsEnrolled)
        {
            return SessionStanding.Removed;
        }

        if (Current is { } session && session.Epoch == epoch)
        {
            return session.Connection.Equals(connection) ? SessionStanding.TakenUp : SessionStanding.Open;
        }

        // A number above the newest was given out by an activation that could not store it.
        return Epoch == epoch && _ended != epoch ? null
            : epoch < Epoch ? SessionStanding.Superseded
            : SessionStanding.Ended;
    }

    /// <summary>
    /// Goes on with a session whose grain went down with its silo: the socket stands. What is on the host is known from the store; what was under
    /// way is said again by whoever said it.
    /// </summary>
    public async Task<LiveSession> TakeUp(long epoch, string? instance, IAgentConnection connection)
    {
        var now = grain.Time.GetUtcNow();
        var session = new LiveSession(
            new SessionHandover(epoch, connection, agent.Now.Slots, instance, agent.Now.ConnectedAt ?? now, now, Silence: TimeSpan.Zero, Load: null, Pause: TimeSpan.Zero), grain.Time);
        Current = session;
        GoneSince = null;
        Watch.Session();
        LogTakenUp(grain.Key, agent.Now.Name, session.Epoch, tasks.Slots.Count);
        fleet.Happened(HostEventKind.Recovered, Said.Of("recovered", "The server lost its session together with a silo, and goes on with it."));
        await fleet.Announce();
        return session;
    }

    /// <summary>Says something to the agent. A connection that does not take it in time is lost.</summary>
    public async Task<bool> Say(LiveSession session, Func<IAgentConnection, Task> say)
    {
        try
        {
            await say(session.Connection).WaitAsync(options.SendWithin, grain.Time);
            return true;
        }
        catch (Exception failure)   // the socket is gone, or its gateway is, or it does not read
        {
            LogSayFailed(failure, grain.Key, session.Epoch);
            await Lost(session, Losses.Deaf);
            return false;
        }
    }

    /// <summary>Types into a task. A connection that fails at it is lost soon enough: its own silence decides, not this.</summary>
    public async Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input)
    {
        try
        {
            return Current is { Open: true } session ? await session.Connection.Type(taskId, attempt, input) : new TerminalReply(TerminalStatus.Away);
        }
        catch (Exception failure) when (failure is AgentUnreachableException || failure.MeansUnavailable())
        {
            return new TerminalReply(TerminalStatus.Away);
        }
    }

    /// <summary>The connection is gone: whoever waits for the host, or follows it, is told.</summary>
    public async Task Lost(LiveSession session, Said why, HostEventKind kind = HostEventKind.Lost)
    {
        if (!End(session))
        {
            return;
        }

        LogLost(grain.Key, agent.Now.Name, session.Epoch, why.Text);
        fleet.Happened(kind, Said.Of("connectionGone", $"The connection is gone: {why}.").Because(why));
        fleet.Disconnected();
        await Watch.TellGone(AwaySince);
        await fleet.Announce();
    }

    public bool End(LiveSession session)
    {
        if (Current != session)
        {
            return false;
        }

        Current = null;
        _ended = session.Epoch;
        GoneSince = grain.Time.GetUtcNow();
        _goneAt = grain.Time.GetTimestamp();
        Watch.WhatIsLeft();
        agent.SeenLast(session.LastSeenAt);
        return true;
    }

    /// <summary>The credential was replaced: no session that was opened with the one before goes on, here or elsewhere.</summary>
    public async Task EndOld()
    {
        await Close(Losses.Rekeyed, HostEventKind.Lost, "The agent was enrolled again, which ends what was opened with its old token.");
        if (agent.Now.ConnectedAt is not null)
        {
            Epoch++;
            await agent.Store(before => before with { Epoch = Epoch });   // nor is it taken up, where this grain has lost it
        }
    }

    /// <summary>Ends the session that speaks, if one does, for good.</summary>
    public async Task Close(Said why, HostEventKind kind, string text)
    {
        if (Current is { } session)
        {
            await Lost(session, why, kind);
            await Close(session, CloseReason.Revoked, text);
        }
    }

    private async Task Look()
    {
        if (Current is { Open: true } session)
        {
            if (session.Silence > options.SilenceLimit)
            {
                await Lost(session, Losses.Silent);
                await Close(session, CloseReason.ProtocolError, $"Nothing was heard for {options.SilenceLimit.TotalSeconds:0} s. Connect again.");
                return;
            }

            pump();
            await fleet.AnnounceSometimes();
        }
        else if (Current is null)
        {
            await Watch.TellGone(AwaySince);
            Watch.WhatIsLeft();
        }
    }

    private async Task Close(LiveSession session, CloseReason reason, string text)
    {
        try
        {
            await session.Connection.Close(reason, text).WaitAsync(options.SendWithin, grain.Time);
        }
        catch (Exception failure)   // most likely the very reason for closing it: it is gone already
        {
            LogCloseFailed(failure, grain.Key, session.Epoch);
        }
    }
}
