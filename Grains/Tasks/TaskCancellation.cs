namespace OrleansOps.Tasks;

/// <summary>Somebody wants the task to end. What was never sent is over at once; anything else only when its host says so.</summary>
internal sealed class TaskCancellation(GrainScope grain, StoredTask task, TaskMoves moves, HostOfTask host)
{
    public async Task<TaskView?> Cancel(string requestedBy)
    {
        await task.Load();
        if (!task.Exists || task.Now.Phase.IsTerminal())
        {
            return task.Exists ? task.View : null;
        }

        var happened = TaskReports.Cancelled(task.Now);
        var asked = task.Now with { CancelRequestedAt = grain.Time.GetUtcNow(), CancelRequestedBy = requestedBy };
        if (happened == TaskEvent.CancelBeforeSending)
        {
            await moves.Move(happened, asked with { Reason = TaskReasons.CancelledUnsent(task.Now) });
            await host.Release();
            return task.View;
        }

        if (TaskTransitions.Next(task.Now.Phase, happened) is not null)
        {
            await moves.Move(happened, asked with { Reason = TaskReasons.Cancelling(task.Now) });
        }

        await host.Cancel(task.Now.Attempt, isOpen: true);   // again, where it was asked before
        return task.View;
    }
}
