using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Metrics;
using OrleansOps.Placement;
using OrleansOps.Tracing;

namespace OrleansOps.Tasks;

/// <summary>One task, from its submission to its end: every change is decided, stored, told, in this order.</summary>
[TaskPlacement]
internal sealed partial class TaskGrain(
    ITaskStore store,
    LongPolls polls,
    IOptions<TaskOptions> options,
    TaskMeter meter,
    TimeProvider time,
    ILogger<TaskGrain> untraced) : Grain, ITaskGrain
{
    private static readonly TimeSpan AskAgent = TimeSpan.FromSeconds(1);

    private StoredTask _task = null!;
    private ILogger _logger = null!;
    private IGrainTimer? _lag;

    private TaskOptions Options => options.Value;

    private string Id => this.GetPrimaryKeyString();

    private TaskState Current => _task.Now;

    private IAgentGrain Agent => GrainFactory.GetGrain<IAgentGrain>(Current.Spec!.AgentId);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _task = new StoredTask(Id, store, polls, Options, meter, time, Leave);
        _logger = new TracedLogger(untraced, () => Current.Spec?.TraceParent);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await _task.StoreHeld();
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            LogAcceptanceLost(failure, Id);   // the agent says it again when it is asked, or in its next session
        }
    }

    public async Task<SubmitReply> Submit(TaskSpec spec, SubmitPlan plan = SubmitPlan.ToBeTold)
    {
        RequestContext.Clear();   // it was for this grain's placement, and would travel with every call from here on
        if (!_task.Exists && await _task.Create(plan == SubmitPlan.Sends ? Sent(First(spec)) : First(spec)))
        {
            if (plan == SubmitPlan.ToBeTold)
            {
                await Enqueue();
            }

            return new SubmitReply(SubmitStatus.Created, Current.View(Id));
        }

        var isSame = string.Equals(spec.Digest, Current.Spec!.Digest, StringComparison.Ordinal);
        return new SubmitReply(isSame ? SubmitStatus.Repeated : SubmitStatus.Conflict, Current.View(Id));
    }

    public async Task<TaskView?> Describe()
    {
        await _task.Load();
        if (!_task.Exists)
        {
            Leave();
            return null;
        }

        return Current.Phase == TaskPhase.Queued ? Current.View(Id) with { Reason = await WhyWaiting() ?? Current.Reason } : Current.View(Id);
    }

    public async Task<TaskView?> WaitForChange(long seen, TimeSpan patience)
    {
        await _task.Load();
        if (_task.Exists)
        {
            await _task.WaitForChange(seen, patience);
        }

        return _task.Exists ? Current.View(Id) : null;
    }

    public async Task<TaskView?> WaitForEnd(TimeSpan patience)
    {
        await _task.Load();
        if (_task.Exists)
        {
            await _task.WaitForEnd(patience);
        }

        return _task.Exists ? Current.View(Id) : null;
    }

    public async Task<TaskView?> Cancel(string requestedBy)
    {
        await _task.Load();
        if (!_task.Exists || Current.Phase.IsTerminal())
        {
            return _task.Exists ? Current.View(Id) : null;
        }

        var happened = TaskReports.Cancelled(Current);
        var asked = Current with { CancelRequestedAt = time.GetUtcNow(), CancelRequestedBy = requestedBy };
        if (happened == TaskEvent.CancelBeforeSending)
        {
            await Move(happened, asked with { Reason = TaskReasons.CancelledUnsent });
            await Agent.Release(Id);
            return Current.View(Id);
        }

        if (TaskTransitions.Next(Current.Phase, happened) is not null)
        {
            await Move(happened, asked with { Reason = TaskReasons.Cancelling(Current) });
        }

        await Agent.SendCancel(Id, Current.Attempt, isOpen: true);   // again, where it was asked before
        return Current.View(Id);
    }

    public async Task<bool?> Delete()
    {
        await _task.Load();
        if (!_task.Exists || !Current.Phase.IsTerminal())
        {
            return _task.Exists ? false : null;
        }

        await Remove();
        return true;
    }

    public async Task<TaskAssignment?> Assignment()
    {
        await _task.Load();
        return _task.Exists ? new TaskAssignment(Current.Spec!.AgentId, Current.Spec.AgentName, Current.Attempt, Current.Spec.Labels, Current.Spec.TraceParent, Current.Spec.Keep) : null;
    }

    private TaskState First(TaskSpec spec) => new()
    {
        Spec = spec,
        Phase = TaskTransitions.Next(TaskPhase.None, TaskEvent.Submitted)!.Value,
        Attempt = 1,
        SubmittedAt = time.GetUtcNow(),
        Reason = TaskReasons.Waits(spec),
        Version = 1,
    };

    private TaskState Sent(TaskState task)
    {
        using var trace = Traces.Carry(task.Spec!.TraceParent);   // it is not stored, so the log does not know it yet
        LogMove(Id, TaskEvent.Dispatched, task.Phase, TaskPhase.Sent, task.Attempt);
        return TaskAttempts.Sent(task, task.SubmittedAt);
    }

    /// <summary>Stores the move that the table has for what happened, with the changes given; false if it has none.</summary>
    private async Task<bool> Move(TaskEvent happened, TaskState changed)
    {
        if (Next(happened, changed) is not { } next)
        {
            return false;
        }

        await _task.Store(next);
        if (next.Phase.IsTerminal())
        {
            Leave();   // what is over is read from the store when somebody asks: it need not stay in memory
        }

        return true;
    }

    private TaskState? Next(TaskEvent happened, TaskState changed)
    {
        if (TaskTransitions.Next(Current.Phase, happened) is not { } next)
        {
            LogNoMove(Id, happened, Current.Phase, Current.Attempt);
            return null;
        }

        LogMove(Id, happened, Current.Phase, next, changed.Attempt);
        return changed with { Phase = next, EndedAt = next.IsTerminal() ? time.GetUtcNow() : null };
    }

    private Task Enqueue() => Agent.Enqueue(Id, Current.SubmittedAt, Current.Attempt);

    private async Task<Said?> WhyWaiting()
    {
        try
        {
            return await Agent.WhyWaiting(Id).WaitAsync(AskAgent, time);
        }
        catch (Exception failure) when (failure.MeansUnavailable())
        {
            return null;   // the stored reason will do
        }
    }

    private void Leave()
    {
        _lag?.Dispose();
        _task.ReleaseWaiters();
        DeactivateOnIdle();
    }
}
