using Microsoft.Extensions.Logging;
using OrleansOps.Jobs;
using OrleansOps.Tracing;

namespace OrleansOps.Tasks;

/// <summary>The one place where a task moves from phase to phase: as <see cref="TaskTransitions"/> says, or not at all.</summary>
internal sealed partial class TaskMoves(GrainScope grain, StoredTask task, LockOfTask itsLock)
{
    private readonly ILogger _logger = grain.Logger;

    /// <summary>Stores the move that the table has for what happened, with the changes given. If it has none, nothing is changed.</summary>
    public async Task Move(TaskEvent happened, TaskState changed)
    {
        if (Next(happened, changed) is not { } next)
        {
            return;
        }

        await task.Store(next.Phase == TaskPhase.Lost ? await itsLock.Lost(next) : next);
        if (next.Phase.IsTerminal())
        {
            await itsLock.LookAtEnd();
            await TellJob(next);
            task.Leave();   // what is over is read from the store when somebody asks: it need not stay in memory
        }
    }

    /// <summary>The same, but it is stored with the next move, or a moment later.</summary>
    public void Hold(TaskEvent happened, TaskState changed)
    {
        if (Next(happened, changed) is { } next)
        {
            task.Hold(next);
        }
    }

    /// <summary>A new task whose order leaves as soon as it is stored for the first time.</summary>
    public TaskState Sent(TaskState first)
    {
        using var trace = Traces.Carry(first.Spec!.TraceParent);   // it is not stored, so the log does not know it yet
        LogMove(grain.Key, TaskEvent.Dispatched, first.Phase, TaskPhase.Sent, first.Attempt);
        return TaskAttempts.Sent(first, first.SubmittedAt);
    }

    /// <summary>Whoever gave the task to this host as one of many hears how it ended; should that be lost, it asks.</summary>
    private Task TellJob(TaskState over) => over.Spec!.JobShard is { } shard
        ? grain.Grain<IJobShardGrain>(shard).Ended(grain.Key, over.Phase, over.Result?.ExitCode, over.EndedAt!.Value)
        : Task.CompletedTask;

    private TaskState? Next(TaskEvent happened, TaskState changed)
    {
        if (TaskTransitions.Next(task.Now.Phase, happened) is not { } next)
        {
            LogNoMove(grain.Key, happened, task.Now.Phase, task.Now.Attempt);
            return null;
        }

        LogMove(grain.Key, happened, task.Now.Phase, next, changed.Attempt);
        return next.IsTerminal() ? changed with { Phase = next, EndedAt = grain.Time.GetUtcNow(), Failure = null } : changed with { Phase = next, EndedAt = null };
    }

    [LoggerMessage(2001, LogLevel.Debug, "Task {TaskId}: {Happened} moves it from {From} to {To}, attempt {Attempt}")]
    private partial void LogMove(string taskId, TaskEvent happened, TaskPhase from, TaskPhase to, int attempt);

    [LoggerMessage(2002, LogLevel.Information, "Task {TaskId}: {Happened} changes nothing in phase {Phase}, attempt {Attempt}")]
    private partial void LogNoMove(string taskId, TaskEvent happened, TaskPhase phase, int attempt);
}
