namespace OrleansOps.Tasks;

/// <summary>The order of a task: handed out after it is stored as Sent, and taken back where it could not be delivered.</summary>
internal sealed class TaskOrders(GrainScope grain, StoredTask task, TaskMoves moves, TaskRetries retries, LockOfTask itsLock)
{
    private DispatchOrder Order => new(grain.Key, task.Now.Attempt, task.Now.Spec!);

    public async Task<DispatchOrder?> Dispatch(string agentId)
    {
        if (!await task.IsOf(agentId) || TaskTransitions.Next(task.Now.Phase, TaskEvent.Dispatched) is null)
        {
            return null;
        }

        var now = grain.Time.GetUtcNow();
        if (TaskAttempts.Pause(task.Now, now) is not null || await itsLock.Take() is not { } term)
        {
            return null;   // it comes again when its pause is over, or when it is given the lock
        }

        // Sent already, and asked for again: the order was lost between here and the connection.
        var again = task.Now is { Phase: TaskPhase.Sent } or { InDoubt: true, Unheard: > 0 };
        var next = task.Now.Phase == TaskPhase.Sent ? TaskAttempts.Over(task.Now, now, TaskReasons.LostOnTheWay, started: false) : task.Now;
        await moves.Move(TaskEvent.Dispatched, next with { SentAt = now, InDoubt = true, Reason = null, LockTerm = term });
        return Order with { Again = again };
    }

    public async Task<DispatchOrder?> Sent(string agentId) =>
        await task.IsOf(agentId) && task.Now.Phase == TaskPhase.Sent ? Order : null;

    public async Task Undelivered(int attempt)
    {
        await task.Load();
        if (task.Exists && attempt == task.Now.Attempt && task.Now.Phase == TaskPhase.Sent)
        {
            await retries.Unanswered(TaskEvent.Undelivered, TaskReasons.SentAgain(task.Now, TaskReasons.ConnectionLost), inDoubt: true);
        }
    }
}
