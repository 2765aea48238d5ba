using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansOps.Placement;
using OrleansOps.Rules;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>
/// One host: who speaks for it, what waits for it and what is on it. Its queue is made anew from the index at each activation; only its
/// identity and the number of its last session are stored. The grain itself only says which of its parts answers what.
/// </summary>
[Reentrant, HostPlacement]
internal sealed partial class AgentGrain : Grain, IAgentGrain
{
    private const int MostPoints = 2_000;

    private readonly ITaskIndex _index;
    private readonly IFleetIndex _list;
    private readonly HostRecord _record;
    private readonly AgentOptions _options;
    private readonly RulesInForce _rules;
    private readonly ILogger _logger;

    private readonly GrainScope _scope;
    private readonly StoredAgent _agent;
    private readonly HostTasks _tasks;
    private readonly FleetAnnouncer _fleet;
    private readonly HostProfile _profile;
    private readonly HostThrottle _throttle;
    private readonly HostSessions _sessions;
    private readonly AgentAdmission _admission;
    private readonly TaskDispatch _dispatch;
    private readonly TaskSubmissions _submissions;
    private readonly AgentReports _reports;

    public AgentGrain(
        [PersistentState("agent", Names.Storage)] IPersistentState<AgentState> storage,
        ITaskIndex index,
        IFleetIndex list,
        HostRecord record,
        RulesInForce rules,
        IOptions<AgentOptions> options,
        TimeProvider time,
        ILogger<AgentGrain> logger)
    {
        (_index, _list, _record, _rules, _options, _logger) = (index, list, record, rules, options.Value, logger);
        _scope = new GrainScope(this, GrainFactory, time, logger);
        _agent = new StoredAgent(storage);
        _tasks = new HostTasks(time);
        _fleet = new FleetAnnouncer(_scope, _agent, list, record, View, _options.ListLag);
        _profile = new HostProfile(_agent, _fleet, time);
        _throttle = new HostThrottle(_scope, _agent, _fleet, _options);
        _sessions = new HostSessions(_scope, _agent, _tasks, _fleet, _options, () => _dispatch!.Pump());
        _admission = new AgentAdmission(_scope, _agent, _tasks, list, _fleet, _options);
        _dispatch = new TaskDispatch(_scope, _agent, _tasks, _sessions, _throttle, _fleet, new SecretLending(_scope, View));
        _submissions = new TaskSubmissions(_scope, _tasks, _sessions, _dispatch, _fleet);
        _reports = new AgentReports(_scope, _tasks, _dispatch, _fleet, _options);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_arrived is { } handover)
        {
            _arrived = null;
            await Continue(handover);
            return;
        }

        _dispatch.Start(await _index.Open(_scope.Key));
        _sessions.Start();
    }

    public async Task Register(AgentRegistration registration)
    {
        await _profile.Register(registration);
        await _fleet.Announce();
    }

    public Task<AgentView?> Describe()
    {
        LeaveIfStranger();
        return Task.FromResult(_agent.IsEnrolled ? View() : null);
    }

    public async Task<AgentSession?> Connect(AgentHello hello, IAgentConnection connection)
    {
        var holder = await _admission.HolderOfItsName();   // before all that must not be overtaken
        if (!_agent.IsEnrolled)
        {
            return null;
        }

        if (_admission.Refusal(hello, _sessions.Current, holder) is { } refusal)
        {
            return AgentSession.Refused(refusal);
        }

        var session = _sessions.Begin(hello, connection);
        try
        {
            await _profile.Open(session, hello);
            await _reports.Reconcile(session, hello.Held, hello.HeldUnsaid);
        }
        catch
        {
            // The agent is told that its session did not open and comes again; until then nobody speaks for it.
            _sessions.End(session);
            throw;
        }

        if (await _sessions.Open(session))
        {
            _ = _dispatch.PumpNext();
        }

        return new AgentSession(session.Epoch, _options.HeartbeatEvery);
    }

    public async Task<SessionStanding> TakeUp(long epoch, string? instance, IAgentConnection connection)
    {
        if (_sessions.Standing(epoch, connection) is { } standing)
        {
            return standing;
        }

        var session = await _sessions.TakeUp(epoch, instance, connection);
        _ = _dispatch.SendAgain(session);
        return SessionStanding.TakenUp;
    }

    public Task Disconnected(long epoch) => _sessions.Current is { } session && session.Epoch == epoch
        ? _sessions.Lost(session, Losses.Closed, HostEventKind.Disconnected)
        : Task.CompletedTask;

    public async Task<TimeSpan?> Heartbeat(long epoch, HostLoad load)
    {
        if (_sessions.Speaking(epoch) is not { } session)
        {
            return null;
        }

        session.Load = load;
        _record.Saw(_scope.Key, load);
        _throttle.Saw(load);
        _dispatch.Pump();
        _fleet.Show();
        await _fleet.AnnounceSometimes();
        return _options.HeartbeatEvery;
    }

    public async Task<SubmitReply?> Submit(string taskId, TaskSpec spec, string? name)
    {
        var rules = await _rules.Now(_scope);
        if (!_agent.IsEnrolled || (name is not null && !string.Equals(name, _agent.Now.Name, StringComparison.Ordinal)))
        {
            LeaveIfStranger();
            return null;
        }

        spec = spec with { AgentName = _agent.Now.Name };
        if (rules.IsEmpty)
        {
            return await _submissions.Submit(taskId, spec);
        }

        // One that is there already is what it was: its repeat is answered, whatever rules came since.
        var ruled = RuledTask.Of(spec, rules, View());
        return ruled.Blocked is null || await _scope.TaskOf(taskId).Describe() is not null
            ? await _submissions.Submit(taskId, ruled.Spec)
            : ruled.Refused(taskId, _scope.Time.GetUtcNow());
    }

    public async Task<ReportStatus> Accepted(long epoch, string taskId, int attempt) =>
        _sessions.Speaking(epoch) is null ? ReportStatus.Superseded : await _reports.Accepted(taskId, attempt);

    public async Task<ReportStatus> Refused(long epoch, string taskId, int attempt, bool retry, string reason) =>
        _sessions.Speaking(epoch) is not { } session ? ReportStatus.Superseded : await _reports.Refused(session, taskId, attempt, retry, reason);

    public async Task<ReportStatus> Ended(long epoch, string taskId, TaskResult result) =>
        _sessions.Speaking(epoch) is null ? ReportStatus.Superseded : await _reports.Ended(taskId, result);

    public Task Enqueue(string taskId, DateTimeOffset submittedAt, int attempt)
    {
        _dispatch.Enqueue(taskId, submittedAt, attempt);
        return Task.CompletedTask;
    }

    public Task Release(string taskId)
    {
        _dispatch.Release(taskId);
        return Task.CompletedTask;
    }

    public Task SendCancel(string taskId, int attempt, bool isOpen) => _dispatch.Cancel(taskId, attempt, isOpen);

    public Task<TerminalReply> Type(string taskId, int attempt, TerminalInput input) => _sessions.Type(taskId, attempt, input);

    public Task Watch(string taskId) => _sessions.Current switch
    {
        null => _scope.TaskOf(taskId).AgentGone(_sessions.AwaySince),
        { Open: true } => _scope.TaskOf(taskId).AgentBack(),
        _ => Task.CompletedTask,
    };

    public Task<TaskSight> PresenceFor(string taskId) => Task.FromResult(_sessions.Current switch
    {
        null => new TaskSight(IsThere: false, _sessions.GoneFor),
        { Open: false } => new TaskSight(IsThere: false, TimeSpan.Zero),   // it is back, and says in a moment what it has
        { } session => new TaskSight(IsThere: true, _tasks.Slots.Age(taskId) ?? session.Age),
    });

    public Task<SessionSight> SessionFor(string taskId) => Task.FromResult(new SessionSight(
        _sessions.Epoch, _sessions.Current is { Open: true, Named: { } named } && !named.Contains(taskId) && !_tasks.Slots.Holds(taskId)));

    public Task<Said?> WhyWaiting(string taskId) => Task.FromResult(_tasks.Waiting.Contains(taskId) ? WhyWaiting(_tasks.Waiting.Ahead(taskId)) : null);

    public Task<IReadOnlyList<Said?>> ReasonsForWaiting(IReadOnlyList<string> taskIds)
    {
        var places = _tasks.Waiting.Places(taskIds);
        return Task.FromResult<IReadOnlyList<Said?>>(taskIds.Select(id => places.TryGetValue(id, out var ahead) ? WhyWaiting(ahead) : null).ToArray());
    }

    public Task CredentialReplaced() => _sessions.EndOld();

    public async Task<AgentView?> Drain(bool drain, string by, string? reason = null)
    {
        if (!_agent.IsEnrolled)
        {
            return null;
        }

        if (await _profile.Drain(drain, by, reason))
        {
            _dispatch.Pump();
            await _fleet.Announce();
        }

        return View();
    }

    public async Task<AgentView?> Edit(AgentEdit edit)
    {
        if (!_agent.IsEnrolled)
        {
            return null;
        }

        await _profile.Edit(edit);
        _dispatch.Pump();   // it may run more at once now
        _fleet.Show();
        await _fleet.Announce();
        return View();
    }

    public async Task<LoadHistory?> History(DateTimeOffset from, DateTimeOffset to, int points) => _agent.IsEnrolled
        ? await _record.Read(_scope.Key, from, to, Math.Clamp(points, 1, MostPoints), _agent.Now.Facts?.MemoryBytes)
        : null;

    public async Task<IReadOnlyList<HostEvent>?> Events(int most) => _agent.IsEnrolled ? await _record.Events(_scope.Key, most) : null;

    public async Task Remove()
    {
        await _agent.Store(agent => agent with { Removed = true });
        await _sessions.Close(Losses.Removed, HostEventKind.Disconnected, "The agent was removed by an operator. Enrol it again to use it.");
        await _list.Remove(_scope.Key);
        await _record.Forget(_scope.Key);
    }

    public async Task<bool> Forget()
    {
        if (_agent.IsEnrolled || !_tasks.AreNone)
        {
            return false;
        }

        await _record.Forget(_scope.Key);
        await _agent.Clear();
        DeactivateOnIdle();
        return true;
    }

    /// <summary>Asked by an id that is not, or is no longer, an agent's.</summary>
    private void LeaveIfStranger()
    {
        if (!_agent.IsEnrolled && _tasks.AreNone)
        {
            DeactivateOnIdle();
        }
    }

    private Said WhyWaiting(int ahead) => AgentReasons.Waits(_agent.Now, _sessions.Current, _throttle, _sessions.GoneSince, ahead, _tasks.Slots.Count);

    private AgentView View() => _agent.Now.View(_scope.Key, _sessions.Current, _throttle, _tasks, _record.Recent);
}
