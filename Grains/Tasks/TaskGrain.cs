using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansOps.Agents;
using OrleansOps.Health;

namespace OrleansOps.Tasks;

/// <summary>One task, from its submission to its end: every change is decided, stored, announced, in this order.</summary>
internal sealed partial class TaskGrain(
    [PersistentState("task", Names.Storage)] IPersistentState<TaskState> storage,
    ITaskIndex index,
    IDeadlines deadlines,
    IOptions<TaskOptions> options,
    TimeProvider time,
    ILogger<TaskGrain> logger) : Grain, ITaskGrain
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskAgent = TimeSpan.FromSeconds(1);

    private StoredTask _task = null!;
    private IGrainTimer? _lag;
    private bool _leaving;

    private TaskOptions Options => options.Value;

    private string Id => this.GetPrimaryKeyString();

    private TaskState Current => _task.Now;

    private IAgentGrain Agent => GrainFactory.GetGrain<IAgentGrain>(Current.Spec!.AgentId);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _task = new StoredTask(Id, storage, index, deadlines, Options, time, Leave);
        return Task.CompletedTask;
    }

    public async Task<SubmitReply> Submit(TaskSpec spec)
    {
        if (_task.Exists)
        {
            var isSame = string.Equals(spec.Digest, Current.Spec!.Digest, StringComparison.Ordinal);
            return new SubmitReply(isSame ? SubmitStatus.Repeated : SubmitStatus.Conflict, Current.View(Id));
        }

        await _task.Create(new TaskState
        {
            Spec = spec,
            Phase = TaskTransitions.Next(TaskPhase.None, TaskEvent.Submitted)!.Value,
            Attempt = 1,
            SubmittedAt = time.GetUtcNow(),
            Reason = TaskReasons.Waits(spec),
            Version = 1,
        });
        await Enqueue();
        return new SubmitReply(SubmitStatus.Created, Current.View(Id));
    }

    public async Task<TaskView?> Describe()
    {
        if (!_task.Exists)
        {
            Leave();
            return null;
        }

        return Current.Phase == TaskPhase.Queued ? Current.View(Id) with { Reason = await WhyWaiting() ?? Current.Reason } : Current.View(Id);
    }

    public async Task<TaskView?> Changed(long seen, TimeSpan patience)
    {
        if (_task.Exists && !_leaving)
        {
            await _task.WaitForChange(seen, patience < LongestPatience ? patience : LongestPatience);
        }

        return _task.Exists ? Current.View(Id) : null;
    }

    public async Task<TaskView?> Cancel(string requestedBy)
    {
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

        await Agent.SendCancel(Id, Current.Attempt);   // again, where it was asked before
        return Current.View(Id);
    }

    public Task<TaskAssignment?> Assignment() => Task.FromResult(
        _task.Exists ? new TaskAssignment(Current.Spec!.AgentId, Current.Spec.AgentName, Current.Attempt, Current.Spec.Labels) : null);

    /// <summary>Stores the move that the table has for what happened, with the changes given; false if it has none.</summary>
    private async Task<bool> Move(TaskEvent happened, TaskState changed)
    {
        if (TaskTransitions.Next(Current.Phase, happened) is not { } next)
        {
            LogNoMove(Id, happened, Current.Phase, Current.Attempt);
            return false;
        }

        LogMove(Id, happened, Current.Phase, next, changed.Attempt);
        await _task.Store(changed with { Phase = next, EndedAt = next.IsTerminal() ? time.GetUtcNow() : null });
        await Announce();
        return true;
    }

    /// <summary>An end is announced at once; steps on the way soon, so that a short task costs lists two writes and no more.</summary>
    private async Task Announce()
    {
        if (!Current.Phase.IsTerminal())
        {
            _lag ??= this.RegisterGrainTimer(AnnounceStep, new GrainTimerCreationOptions(Options.ListLag, Timeout.InfiniteTimeSpan));
            return;
        }

        _lag?.Dispose();
        if (await TryAnnounce())
        {
            Leave();   // what is over is read from the store when somebody asks: it need not stay in memory
        }
    }

    private async Task AnnounceStep()
    {
        _lag?.Dispose();
        _lag = null;
        if (!_task.Announced)
        {
            await TryAnnounce();
        }
    }

    private async Task<bool> TryAnnounce()
    {
        try
        {
            await _task.Announce();
            return true;
        }
        catch (StoreUnavailableException failure)
        {
            LogAnnounceFailed(failure, Id);   // its due time brings it back within seconds
            return false;
        }
    }

    private Task Enqueue() => Agent.Enqueue(Id, Current.SubmittedAt, Current.Attempt);

    private async Task<string?> WhyWaiting()
    {
        try
        {
            return await Agent.WhyWaiting(Id).WaitAsync(AskAgent, time);
        }
        catch (TimeoutException)
        {
            return null;   // the stored reason will do
        }
    }

    private void Leave()
    {
        _leaving = true;
        _task.ReleaseWaiters();
        DeactivateOnIdle();
    }
}
