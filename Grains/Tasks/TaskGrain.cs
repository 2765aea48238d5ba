using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Logs;
using OrleansOps.Placement;
using OrleansOps.Tracing;

namespace OrleansOps.Tasks;

/// <summary>
/// One task, from its submission to its end: every change is decided, stored, told, in this order. The grain itself only says which of its parts
/// answers what.
/// </summary>
[TaskPlacement]
internal sealed class TaskGrain : Grain, ITaskGrain
{
    private readonly GrainScope _scope;
    private readonly StoredTask _task;
    private readonly HostOfTask _host;
    private readonly LockOfTask _lock;
    private readonly TaskMoves _moves;
    private readonly TaskRetries _retries;
    private readonly TaskOrders _orders;
    private readonly AttemptReports _reports;
    private readonly SessionChanges _sessions;
    private readonly TaskCancellation _cancellation;
    private readonly TaskClock _clock;

    public TaskGrain(
        ITaskStore store,
        LongPolls polls,
        IOptions<TaskOptions> options,
        TaskMeter meter,
        TimeProvider time,
        ILogger<TaskGrain> untraced)
    {
        _scope = new GrainScope(this, GrainFactory, time, new TracedLogger(untraced, () => _task?.Now.Spec?.TraceParent));
        _task = new StoredTask(_scope, store, new TaskWaiters(polls), options.Value, meter);
        _host = new HostOfTask(_scope, _task);
        _lock = new LockOfTask(_scope, _task, _host);
        _moves = new TaskMoves(_scope, _task, _lock);
        _retries = new TaskRetries(_scope, _task, _moves, _host, options.Value);
        _orders = new TaskOrders(_scope, _task, _moves, _retries, _lock);
        _reports = new AttemptReports(_scope, _task, _moves, _retries, _host, _lock);
        _sessions = new SessionChanges(_scope, _task, _moves, _retries, _host, _lock, options.Value);
        _cancellation = new TaskCancellation(_scope, _task, _moves, _host);
        _clock = new TaskClock(_scope, _task, _moves, _retries, _host, options.Value);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _task.StoreHeld();

    public async Task<SubmitReply> Submit(TaskSpec spec, SubmitPlan plan = SubmitPlan.ToBeTold)
    {
        RequestContext.Clear();   // it was for this grain's placement, and would travel with every call from here on
        if (!_task.Exists && await _task.Create(First(spec, plan)))
        {
            if (plan == SubmitPlan.ToBeTold)
            {
                await _host.Enqueue();
            }

            return new SubmitReply(SubmitStatus.Created, _task.View);
        }

        var isSame = string.Equals(spec.Digest, _task.Now.Spec!.Digest, StringComparison.Ordinal);
        return new SubmitReply(isSame ? SubmitStatus.Repeated : SubmitStatus.Conflict, _task.View);
    }

    public async Task<TaskView?> Describe()
    {
        await _task.Load();
        if (!_task.Exists)
        {
            _task.Leave();
            return null;
        }

        return _task.Now.Phase == TaskPhase.Queued ? _task.View with { Reason = await _host.WhyWaiting() ?? await _lock.WhyWaiting() ?? _task.Now.Reason } : _task.View;
    }

    public async Task<TaskView?> WaitForChange(long seen, TimeSpan patience)
    {
        await _task.Load();
        if (_task.Exists)
        {
            await _task.WaitForChange(seen, patience);
        }

        return _task.Exists ? _task.View : null;
    }

    public async Task<TaskView?> WaitForEnd(TimeSpan patience)
    {
        await _task.Load();
        if (_task.Exists)
        {
            await _task.WaitForEnd(patience);
        }

        return _task.Exists ? _task.View : null;
    }

    public Task<TaskView?> Cancel(string requestedBy) => _cancellation.Cancel(requestedBy);

    public async Task<bool?> Delete()
    {
        await _task.Load();
        if (!_task.Exists || !_task.Now.Phase.IsTerminal())
        {
            return _task.Exists ? false : null;
        }

        await _task.Remove();
        return true;
    }

    public Task<DispatchOrder?> Dispatch(string agentId) => _orders.Dispatch(agentId);

    public Task<DispatchOrder?> SentOrder(string agentId) => _orders.Sent(agentId);

    public Task Undelivered(int attempt) => _orders.Undelivered(attempt);

    public Task<ReportStatus> Accepted(string agentId, int attempt) => _reports.Accepted(agentId, attempt);

    public Task<ReportStatus> Withheld(string agentId, int attempt, Said reason) => _reports.Withheld(agentId, attempt, reason);

    public Task<ReportStatus> Refused(string agentId, int attempt, bool retry, string reason) => _reports.Refused(agentId, attempt, retry, reason);

    public Task<ReportStatus> Ended(string agentId, TaskResult result) => _reports.Ended(agentId, result);

    public Task<ReconcileVerdict> Reconcile(string agentId, HeldTask? held) => _sessions.Reconcile(agentId, held);

    public Task AgentGone(DateTimeOffset since) => _sessions.Gone(since);

    public Task AgentBack() => _sessions.Back();

    public Task DeadlinePassed() => _clock.DeadlinePassed();

    public Task LockHeld(string lockId, long term, bool giveBack) => _retries.IsPausing ? Task.CompletedTask : _lock.Held(lockId, term, giveBack);

    public async Task Follow()
    {
        await _scope.Grain<ILogSinkGrain>(_scope.Key).Follow();
        if (!_retries.IsPausing)
        {
            _task.ReleaseWaiters();   // they would hold it here for as long as they wait; they ask again, there
            _scope.Migrate();
        }
    }

    public async Task<TaskAssignment?> Assignment()
    {
        await _task.Load();
        return _task.Now.Spec is { } spec ? new TaskAssignment(spec.AgentId, spec.AgentName, _task.Now.Attempt, spec.Labels, spec.TraceParent, spec.Keep) : null;
    }

    private TaskState First(TaskSpec spec, SubmitPlan plan)
    {
        var first = TaskAttempts.First(spec, _scope.Time.GetUtcNow());
        return plan == SubmitPlan.Sends ? _moves.Sent(first) : first;
    }
}
