using Microsoft.Extensions.Logging;

namespace OrleansOps.Tasks;

/// <summary>What the clock does to a task, and what a look at the clock repairs.</summary>
internal sealed partial class TaskClock(GrainScope grain, StoredTask task, TaskMoves moves, TaskRetries retries, HostOfTask host, TaskOptions options)
{
    private readonly ILogger _logger = grain.Logger;

    public async Task DeadlinePassed()
    {
        await task.Load();
        var now = grain.Time.GetUtcNow();
        if (!task.Exists)
        {
            await task.Remove();   // a due time without its task
        }
        else if (task.Now.Phase.IsTerminal())
        {
            await LookAtEnd(now);
        }
        else if (TaskDeadlines.Passed(task.Now, now, options) is { } happened)
        {
            await ExpireIfMeasured(happened);
        }
        else
        {
            await Remind();
            await task.MoveDue();
        }
    }

    private async Task LookAtEnd(DateTimeOffset now)
    {
        if (now >= TaskDeadlines.Forget(task.Now, options))
        {
            await task.Remove();
            return;
        }

        await task.MoveDue();
        task.Leave();
    }

    /// <summary>
    /// Due times go by the calendar, which somebody may set while a task runs, or while the server is down. So before a task that may be running
    /// is given up, its agent's grain says how long that has really lasted.
    /// </summary>
    private async Task ExpireIfMeasured(TaskEvent happened)
    {
        if (happened is TaskEvent.RunExpired or TaskEvent.GivenUp
            && TaskDeadlines.Left(task.Now, await host.Presence(), options) is var left && left > TimeSpan.Zero)
        {
            await Remind();
            await task.MoveDue(left < options.AcceptWithin ? left : options.AcceptWithin);
            return;
        }

        await Expire(happened);
    }

    private async Task Expire(TaskEvent happened)
    {
        LogDeadline(grain.Key, happened, task.Now.Phase, task.Now.Attempt);
        if (happened == TaskEvent.Undelivered)
        {
            await retries.Unanswered(happened, TaskReasons.SentAgain(task.Now, TaskReasons.NotAccepted(options)), inDoubt: true);
            return;
        }

        if (happened == TaskEvent.CancelExpired)
        {
            await moves.Move(happened, task.Now with { Reason = TaskReasons.Unconfirmed(task.Now) });
            await host.Cancel();
            return;
        }

        if (await retries.RetryLost(happened, task.Now, report: null))
        {
            return;
        }

        if (happened == TaskEvent.NotRetried)
        {
            await retries.NotRetried(TaskReasons.NotTakenAgain(task.Now));
            await host.Release();
            return;
        }

        var wasOut = task.Now.IsOut;
        await moves.Move(happened, task.Now with { Reason = TaskReasons.Verdict(task.Now, happened) });
        if (wasOut && happened == TaskEvent.RunExpired)
        {
            await host.Cancel();
        }

        await host.Release();
    }

    /// <summary>Calls to the agent's grain may be lost: while a task is not over it says now and then what it waits for.</summary>
    private Task Remind() => task.Now.Phase switch
    {
        TaskPhase.Queued => host.Enqueue(),
        TaskPhase.Running => host.Watch(),
        TaskPhase.Cancelling or TaskPhase.CancelUnconfirmed => RemindCancel(),
        _ => Task.CompletedTask,
    };

    private async Task RemindCancel()
    {
        await host.Cancel();
        await host.Watch();
    }

    [LoggerMessage(2003, LogLevel.Warning, "Task {TaskId}: {Happened} in phase {Phase}, attempt {Attempt}")]
    private partial void LogDeadline(string taskId, TaskEvent happened, TaskPhase phase, int attempt);
}
