using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansOps.Placement;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// One host: who speaks for it, what waits for it and what is on it. Its queue is made anew from the index at each activation; only its
/// identity and the number of its last session are stored.
/// </summary>
[Reentrant, HostPlacement]
internal sealed partial class AgentGrain(
    [PersistentState("agent", Names.Storage)] IPersistentState<AgentState> storage,
    ITaskIndex tasks,
    IFleetIndex fleet,
    HostRecord record,
    IOptions<AgentOptions> options,
    TimeProvider time,
    ILogger<AgentGrain> logger) : Grain, IAgentGrain
{
    private readonly PendingTasks _pending = new();
    private readonly Slots _slots = new(time);

    private LiveSession? _session;
    private long _epoch;
    private DateTimeOffset? _goneSince;
    private long _goneAt;
    private IGrainTimer? _watch;
    private Task _storing = Task.CompletedTask;

    /// <summary>A write failed, and may have happened all the same. The session must outlive that, so the grain reads before it writes again.</summary>
    private bool _unsure;

    private AgentOptions Options => options.Value;

    private AgentState Agent => storage.State;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_arrived is { } handover)
        {
            _arrived = null;
            await Continue(handover);
            return;
        }

        _epoch = Agent.Epoch;
        _goneAt = time.GetTimestamp();
        foreach (var task in await tasks.Open(Id))
        {
            if (task.Phase == TaskPhase.Queued)
            {
                _pending.Add(task.Id, task.SubmittedAt);
            }
            else
            {
                _slots.Take(task.Id, task.Attempt);
                if (task.Phase == TaskPhase.Sent)
                {
                    _sentBefore.Add(task.Id);
                }
            }
        }

        if (_slots.Count > 0)
        {
            // Its connection was lost together with this grain. It gets as long to come back as a silent agent gets to speak.
            _goneSince = time.GetUtcNow();
            StartWatch(Options.SilenceLimit);
        }
    }

    public async Task Register(AgentRegistration registration)
    {
        var isAgain = Agent.IsEnrolled;
        await Store(agent => agent with
        {
            Name = Keeps(agent) ? agent.Name : registration.Name,
            Labels = Keeps(agent) ? agent.Labels : registration.Labels,
            HostLabels = registration.HostLabels,
            EnrolledAt = agent.EnrolledAt ?? time.GetUtcNow(),
            Removed = false,
            Installation = null,   // wherever it is installed now
        });
        record.Happened(Id, HostEventKind.Enrolled, Said.Of(isAgain ? "enrolledAgain" : "enrolled", $"Enrolled{(isAgain ? " again" : "")} as {Agent.Name}.", ("name", Agent.Name)));
        await Announce();

        static bool Keeps(AgentState agent) => agent is { IsEnrolled: true, ConnectedAt: not null };
    }

    public Task<AgentView?> Describe()
    {
        LeaveIfStranger();
        return Task.FromResult(Agent.IsEnrolled ? View() : null);
    }

    /// <summary>Asked by an id that is not, or is no longer, an agent's.</summary>
    private void LeaveIfStranger()
    {
        if (!Agent.IsEnrolled && _pending.Count + _slots.Count == 0)
        {
            DeactivateOnIdle();
        }
    }

    public async Task<AgentSession?> Connect(AgentHello hello, IAgentConnection connection)
    {
        var other = Agent is { IsEnrolled: true, ConnectedAt: null } ? await HolderOfItsName() : null;   // before all that must not be overtaken
        if (!Agent.IsEnrolled)
        {
            return null;
        }

        if (other is not null)
        {
            return AgentSession.Refused(Show(hello, new AgentRefusal(AgentReasons.NameTaken(Agent.Name, other), RetryAfter: null)));
        }

        if (Twin(hello) is { } refusal)
        {
            return AgentSession.Refused(refusal);
        }

        var session = new LiveSession(++_epoch, connection, hello.Slots, hello.Instance, time);
        Supersede(session);
        try
        {
            await StoreSession(session, hello);
            await Reconcile(session, hello.Held);
        }
        catch
        {
            // The agent is told that its session did not open and comes again; until then nobody speaks for it.
            End(session);
            throw;
        }

        await OpenFor(session);
        return new AgentSession(session.Epoch, Options.HeartbeatEvery);
    }

    public async Task Disconnected(long epoch)
    {
        if (_session is { } session && session.Epoch == epoch)
        {
            await Lost(session, Losses.Closed, HostEventKind.Disconnected);
        }
    }

    public async Task<TimeSpan?> Heartbeat(long epoch, HostLoad load)
    {
        if (Speaking(epoch) is not { } session)
        {
            return null;
        }

        session.Load = load;
        record.Saw(Id, load);
        Pump();
        Show();
        await AnnounceSometimes();
        return Options.HeartbeatEvery;
    }

    public async Task Rekeyed()
    {
        if (_session is { } session)
        {
            await Lost(session, Losses.Rekeyed);
            await Close(session, CloseReason.Revoked, "The agent was enrolled again, which ends what was opened with its old token.");
        }

        if (Agent.ConnectedAt is not null)
        {
            _epoch++;
            await Store(agent => agent with { Epoch = _epoch });   // nor is it taken up, where this grain has lost it
        }
    }

    public async Task Remove()
    {
        await Store(agent => agent with { Removed = true });
        if (_session is { } session)
        {
            await Lost(session, Losses.Removed, HostEventKind.Disconnected);
            await Close(session, CloseReason.Revoked, "The agent was removed by an operator. Enrol it again to use it.");
        }

        await fleet.Remove(Id);
        await record.Forget(Id);
    }

    public async Task<bool> Forget()
    {
        if (Agent.IsEnrolled || _pending.Count + _slots.Count > 0)
        {
            return false;
        }

        await record.Forget(Id);
        await Clear();
        DeactivateOnIdle();
        return true;
    }

    public Task<Said?> WhyWaiting(string taskId) => Task.FromResult(_pending.Contains(taskId) ? WhyWaiting(_pending.Ahead(taskId)) : null);

    private Said WhyWaiting(int ahead) => _session switch
    {
        _ when Agent.Removed => AgentReasons.Removed(Agent.Name),
        null when Agent.ConnectedAt is null => AgentReasons.Never(Agent.Name),
        null => AgentReasons.Offline(Agent.Name, _goneSince ?? Agent.LastSeenAt),
        _ when Agent.Draining => AgentReasons.Draining(Agent.Name, Agent.DrainReason),
        { IsPaused: true } => AgentReasons.Paused(Agent.Name),
        { } session => AgentReasons.Ahead(Agent.Name, ahead, session.Slots, _slots.Count),
    };

    /// <summary>The session that this report comes from, if it is the newest; whatever an agent says shows that it is alive.</summary>
    private LiveSession? Speaking(long epoch)
    {
        if (_session is not { Open: true } session || session.Epoch != epoch)
        {
            return null;
        }

        session.Heard();
        return session;
    }

    /// <summary>This grain is reentrant, and two writes at once would contradict each other's version: each waits for the one before it.</summary>
    private Task Store(Func<AgentState, AgentState> change) =>
        _storing = WriteAfter(_storing, () => change(storage.State), storage.WriteStateAsync);

    private Task Clear() => _storing = WriteAfter(_storing, () => new AgentState(), storage.ClearStateAsync);

    private async Task WriteAfter(Task before, Func<AgentState> next, Func<Task> write)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_unsure)
        {
            await storage.ReadStateAsync();
            _unsure = false;
        }

        var stored = storage.State;
        storage.State = next();
        try
        {
            await write();
        }
        catch
        {
            storage.State = stored;
            _unsure = true;
            throw;
        }
    }
}
