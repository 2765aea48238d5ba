namespace OrleansOps.Tasks;

/// <summary>What becomes of a task whose attempt was started and lost.</summary>
internal sealed partial class TaskGrain
{
    private IGrainTimer? _repeat;

    /// <summary>
    /// Starts the task again if its policy allows it, or puts it into quarantine if that was tried too often; then nothing is left to do. True if
    /// neither: the loss is what it is.
    /// </summary>
    /// <param name="attempt">The task with the attempt that is lost as its current one.</param>
    /// <param name="report">The agent's report of the loss, if there is one.</param>
    private async Task<bool> Lose(TaskEvent happened, TaskState attempt, TaskResult? report)
    {
        var meant = TaskAttempts.Lost(attempt, happened, Options);
        if (meant == happened || TaskTransitions.Next(Current.Phase, happened) is null)
        {
            return true;
        }

        var now = time.GetUtcNow();
        var why = TaskReasons.Verdict(attempt, happened);
        if (meant == TaskEvent.Quarantined)
        {
            await Move(meant, attempt with { Result = report, Reason = TaskReasons.Quarantined(attempt, why) });
            await Agent.Release(Id);
            return false;
        }

        var reason = TaskReasons.Repeats(attempt, why);
        LogRepeated(Id, attempt.Attempt, happened);
        await Move(meant, TaskAttempts.Over(attempt, now, why, started: true, report?.MessageId) with
        {
            RepeatedAt = now,
            InDoubt = happened == TaskEvent.GivenUp,   // else the agent says itself that it is over there
            Reason = reason,
        });
        QueueAfterPause();
        return false;
    }

    /// <summary>Not at once: the agent must be told first that its report is stored, or it would take the next order for a repeated one.</summary>
    private void QueueAfterPause()
    {
        _repeat?.Dispose();
        _repeat = this.RegisterGrainTimer(
            () =>
            {
                _repeat?.Dispose();
                _repeat = null;
                return Current.Phase == TaskPhase.Queued ? Enqueue() : Task.CompletedTask;
            },
            new GrainTimerCreationOptions(Options.RepeatPause, Timeout.InfiniteTimeSpan));
    }
}
