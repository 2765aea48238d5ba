using Microsoft.Extensions.Logging;

namespace OrleansOps.Tasks;

/// <summary>
/// The ways back into the queue. An order that nobody answered, or that is refused for now, is sent again; an attempt that was started and is lost, or
/// failed, is started again where the task's policy allows it. What was lost too often goes into quarantine: it may be what takes its host down.
/// </summary>
internal sealed partial class TaskRetries(GrainScope grain, StoredTask task, TaskMoves moves, HostOfTask host, TaskOptions options)
{
    private readonly ILogger _logger = grain.Logger;
    private IGrainTimer? _pause;

    /// <summary>Whether the next attempt waits for its place in the queue. It does so in this activation alone.</summary>
    public bool IsPausing => _pause is not null;

    /// <summary>An order stayed without an answer.</summary>
    public async Task Unanswered(TaskEvent happened, Said reason, bool inDoubt)
    {
        if (TaskAttempts.Unheard(task.Now, happened, options) == TaskEvent.Quarantined)
        {
            await moves.Move(TaskEvent.Quarantined, task.Now with { InDoubt = inDoubt, Reason = TaskReasons.Quarantined(task.Now, reason) });
            await host.Release();
            return;
        }

        await SendAgain(happened, reason, inDoubt, task.Now.Unheard + 1);
    }

    /// <summary>An order was answered: not now.</summary>
    public Task RefusedForNow(TaskEvent happened, string reason) => SendAgain(happened, TaskReasons.RefusedForNow(task.Now, reason), inDoubt: false, unheard: 0);

    /// <summary>
    /// Starts the task again if its policy allows it, or puts it into quarantine if that was tried too often; then nothing is left to do. False if
    /// neither: the loss is what it is.
    /// </summary>
    /// <param name="attempt">The task with the attempt that is lost as its current one.</param>
    /// <param name="report">The agent's report of the loss, if there is one.</param>
    public async Task<bool> RetryLost(TaskEvent happened, TaskState attempt, TaskResult? report)
    {
        var meant = TaskAttempts.Lost(attempt, happened, options);
        if (meant == happened || TaskTransitions.Next(task.Now.Phase, happened) is null)
        {
            return false;
        }

        var why = TaskReasons.Verdict(attempt, happened);
        if (meant == TaskEvent.Quarantined)
        {
            await moves.Move(meant, attempt with { Result = report, KnownGone = happened == TaskEvent.Forgotten, Reason = TaskReasons.Quarantined(attempt, why) });
            await host.Release();
            return true;
        }

        LogRepeated(grain.Key, attempt.Attempt, happened);
        var now = grain.Time.GetUtcNow();
        await moves.Move(meant, TaskAttempts.Over(attempt, now, why, started: true, report?.MessageId) with
        {
            RepeatedAt = now,
            Failure = null,
            InDoubt = happened == TaskEvent.GivenUp,   // else the agent says itself that it is over there
            Reason = TaskReasons.Repeats(attempt, why),
        });
        QueueAfterPause();
        return true;
    }

    /// <summary>Starts the task again after a pause, if it failed and its policy allows another attempt. False if not: the failure is what it is.</summary>
    /// <param name="attempt">The task with the attempt that ended as its current one.</param>
    public async Task<bool> RetryFailed(TaskEvent happened, TaskState attempt, TaskResult report)
    {
        if (!TaskAttempts.IsRetried(attempt, happened) || TaskTransitions.Next(task.Now.Phase, happened) is null)
        {
            return false;
        }

        var now = grain.Time.GetUtcNow();
        var why = ResultReasons.OfFailure(attempt, report);
        var failed = TaskAttempts.Failed(attempt, now, why, report);
        var again = now + failed.Spec!.Retry!.Pause(failed.Earlier.Count(one => one.Failed));
        LogRetried(grain.Key, attempt.Attempt, happened, again);
        await moves.Move(TaskEvent.Repeated, failed with { RepeatedAt = again, InDoubt = false, Reason = TaskReasons.Retries(attempt, why, again) });
        QueueAfterPause();
        return true;
    }

    /// <summary>The attempt that was to follow a failure never ran: that failure is how the task ended.</summary>
    public Task NotRetried(Said why) =>
        moves.Move(TaskEvent.NotRetried, task.Now with { Result = task.Now.Failure, InDoubt = false, Reason = TaskReasons.NotRetried(task.Now, why) });

    private async Task SendAgain(TaskEvent happened, Said reason, bool inDoubt, int unheard)
    {
        var next = TaskAttempts.Over(task.Now, grain.Time.GetUtcNow(), reason, started: false);
        await moves.Move(happened, next with { InDoubt = inDoubt, Unheard = unheard, Reason = reason });
        await host.Enqueue();
    }

    /// <summary>Not at once: the agent must be told first that its report is stored, or it would take the next order for a repeated one.</summary>
    private void QueueAfterPause()
    {
        var pause = TaskAttempts.Pause(task.Now, grain.Time.GetUtcNow()) ?? TimeSpan.Zero;
        _pause?.Dispose();
        _pause = grain.After(pause > options.RepeatPause ? pause : options.RepeatPause, () =>
        {
            _pause?.Dispose();
            _pause = null;
            return task.Now.Phase == TaskPhase.Queued ? host.Enqueue() : Task.CompletedTask;
        });
    }

    [LoggerMessage(2005, LogLevel.Warning, "Task {TaskId}: attempt {Attempt} is lost ({Happened}); it is started again, as its policy allows")]
    private partial void LogRepeated(string taskId, int attempt, TaskEvent happened);

    [LoggerMessage(2580, LogLevel.Information, "Task {TaskId}: attempt {Attempt} failed ({Happened}); it is started again at {Again}, as its submitter asked")]
    private partial void LogRetried(string taskId, int attempt, TaskEvent happened, DateTimeOffset again);
}
