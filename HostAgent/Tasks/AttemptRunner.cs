using Microsoft.Extensions.Logging;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>Lives through an attempt: waits for a slot, starts it, sees it end or ends it, and writes down how it went.</summary>
internal sealed partial class AttemptRunner(
    ITaskHost host,
    HostPolicy policy,
    Slots slots,
    Journal journal,
    FollowedLogs logs,
    Reports reports,
    TimeProvider time,
    ILogger<AttemptRunner> logger)
{
    private const int LongestSaid = 2_000;   // a note has no room for more

    private static readonly TimeSpan DiskRetry = TimeSpan.FromSeconds(1);

    private readonly HashSet<Task> _lives = [];

    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Leaves every attempt as it is: running ones run on, and the agent's next life finds them.</summary>
    public Task Stop()
    {
        _stop.TrySetResult();
        return Task.WhenAll(_lives);
    }

    /// <param name="found">The process of an attempt that an earlier life of the agent started; null for one that never ran.</param>
    public void Begin(HeldAttempt attempt, ITaskProcess? found)
    {
        var life = Live(attempt, found);
        _lives.Add(life);
        _ = LeaveAfter(life);
    }

    private async Task LeaveAfter(Task life)
    {
        await life;
        _lives.Remove(life);
    }

    private async Task Live(HeldAttempt attempt, ITaskProcess? found)
    {
        try
        {
            await Conclude(attempt, await Run(attempt, found));
        }
        catch (OperationCanceledException)
        {
            LogLeftRunning(attempt.Id.ToString());   // the agent stops; its next life goes on from the journal
        }
        catch (Exception broken)
        {
            LogBroken(broken, attempt.Id.ToString());
            var note = $"The agent failed while it looked after the task: {broken.Message}";
            await Conclude(attempt, (TaskOutcome.Unknown, new ProcessEnd(ProcessEndKind.Unseen, null, null, null, time.GetUtcNow(), 0, note)));
        }
    }

    private async Task<(TaskOutcome Outcome, ProcessEnd End)> Run(HeldAttempt attempt, ITaskProcess? found)
    {
        if (found is not null)
        {
            slots.TakeNow();
        }
        else if (!await slots.Take(Task.WhenAny(attempt.CancelOrdered, _stop.Task)))
        {
            ThrowIfStopping();
            return (TaskOutcome.Cancelled, ProcessEnd.NeverStarted(time.GetUtcNow(), "Cancelled before it started."));
        }

        try
        {
            attempt.Phase = HeldPhase.Running;
            attempt.SlotAt = time.GetUtcNow();
            if (found is null && policy.Problem(attempt.Order, attempt.SlotAt.Value) is { } problem)
            {
                // Taken once, and not any more: it waited longer than its signature is good for, or the host's settings are others since. Or the journal was changed.
                LogNotAllowed(attempt.Id.ToString(), problem);
                return (TaskOutcome.CouldNotStart, ProcessEnd.NeverStarted(time.GetUtcNow(), problem, FailureCode.ExecutionFailed));
            }

            var process = found ?? await host.Start(attempt.Order);
            if (process.Ended.IsCompleted)
            {
                return await Gathered(attempt, await EndOf(attempt, process, isFound: found is not null));   // as most short ones have
            }

            logs.Hurry(attempt.Id);
            return await Gathered(attempt, await Follow(attempt, process, isFound: found is not null));
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<(TaskOutcome Outcome, ProcessEnd End)> Follow(HeldAttempt attempt, ITaskProcess process, bool isFound)
    {
        using var timer = new CancellationTokenSource();
        var left = TimeSpan.FromMilliseconds(attempt.Order.TimeoutMs) - process.Age;
        var timeUp = Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, timer.Token);
        await OrStop(Task.WhenAny(process.Ended, attempt.CancelOrdered, timeUp));
        if (process.Ended.IsCompleted)
        {
            await timer.CancelAsync();
            return await EndOf(attempt, process, isFound);
        }

        var cancelled = attempt.CancelOrdered.IsCompleted;
        LogEnding(attempt.Id.ToString(), cancelled ? "it was cancelled" : "its time is up");
        var death = TreeKill.End(process, attempt.Order.Grace, time, isTyped: attempt.Order.InputIdleMs is not null);
        await OrStop(death);
        var dead = await death;
        await timer.CancelAsync();
        return (cancelled ? TaskOutcome.Cancelled : TaskOutcome.TimedOut, dead with { ProcessesLeft = 0 });
    }

    /// <summary>
    /// What it left is brought when it has ended, also where it failed, and in its slot: a host that brings much runs no more beside that. How it ended is settled then, and
    /// whatever becomes of this changes nothing but the note. Who cancelled it waits for its death, and for nothing else.
    /// </summary>
    private async Task<(TaskOutcome Outcome, ProcessEnd End)> Gathered(HeldAttempt attempt, (TaskOutcome Outcome, ProcessEnd End) run)
    {
        if (attempt.Order.Artifacts is null || run.End.Kind == ProcessEndKind.NeverStarted || run.Outcome == TaskOutcome.Cancelled || await host.Gather(attempt.Order) is not { } gathering)
        {
            return run;
        }

        LogGathering(attempt.Id.ToString());
        logs.Hurry(attempt.Id);
        using var timer = new CancellationTokenSource();
        var left = FileCollection.LongestGathering - gathering.Age;
        await OrStop(Task.WhenAny(gathering.Ended, attempt.CancelOrdered, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, timer.Token)));
        var why = gathering.Ended.IsCompleted ? null
            : attempt.CancelOrdered.IsCompleted ? "The task was cancelled meanwhile."
            : $"{FileCollection.LongestGathering.TotalMinutes:0} minutes, the limit, were not enough: the gateway was away, or 'artifacts' are more than comes in that time.";
        if (why is not null)
        {
            await OrStop(TreeKill.End(gathering, attempt.Order.Grace, time));
        }

        await timer.CancelAsync();
        var gathered = await gathering.Ended;
        var said = why ?? gathered.Note ?? "What brings them was ended.";
        var note = gathered.ExitCode == 0 ? null : $"Not all of its artifacts were brought. {(said.Length > LongestSaid ? $"{said[..LongestSaid]}…" : said)}";
        return (run.Outcome, run.End with { Artifacts = gathered.Artifacts, Note = Sentences(run.End.Note, note) });
    }

    private async Task Conclude(HeldAttempt attempt, (TaskOutcome Outcome, ProcessEnd End) result)
    {
        var end = result.End;
        var (stdout, stderr) = (attempt.Log.Length(LogStream.Stdout), attempt.Log.Length(LogStream.Stderr));
        await attempt.Commands.HearOut(stdout, stderr);
        var report = new TaskEnded(
            attempt.Id.ToString(),
            attempt.Id.TaskId,
            attempt.Id.Attempt,
            result.Outcome,
            end.ExitCode,
            end.Signal,
            end.StartedAt,
            end.EndedAt,
            stdout,
            stderr,
            end.ProcessesLeft,
            Sentences(end.Note, attempt.Commands.Results.Note),
            end.StdoutDropped,
            end.StderrDropped,
            end.Usage,
            attempt.Order.TraceParent,
            attempt.Times,
            end.Failure,
            end.LimitsHeld,
            attempt.Commands.Results.Outputs,
            end.Artifacts);
        attempt.Log.Finish(LogEnd.Of(report, attempt.Order.LogCapBytes));
        logs.Hurry(attempt.Id);   // the last output goes out while the report is written to disk
        await WriteDown(report);
        attempt.End(report, time.GetTimestamp());
        LogEnded(attempt.Id.ToString(), result.Outcome, end.ExitCode, end.Signal);
        reports.Ended(attempt);
        if (!attempt.Log.AllSent && report.Outcome is (TaskOutcome.Cancelled or TaskOutcome.TimedOut))
        {
            // An operator waits for this one. The others go with the next round of repeats, if their log has not let them go before.
            await Task.WhenAny(Task.Delay(Reports.LongestWaitForLog(report), time), _stop.Task);
            reports.Ended(attempt);
        }
    }

    /// <summary>A result is never given up: on a full disk it waits for space.</summary>
    private async Task WriteDown(TaskEnded report)
    {
        while (true)
        {
            try
            {
                await journal.Append(new JournalEntry(time.GetUtcNow(), Ended: report));
                return;
            }
            catch (IOException)
            {
                await Task.Delay(DiskRetry, time);   // the journal has said what is wrong
            }
        }
    }

    private static string? Sentences(string? first, string? second) => first is null || second is null ? first ?? second : $"{first} {second}";

    private async Task OrStop(Task waitedFor)
    {
        await Task.WhenAny(waitedFor, _stop.Task);
        ThrowIfStopping();
    }

    private void ThrowIfStopping()
    {
        if (_stop.Task.IsCompleted)
        {
            throw new OperationCanceledException();
        }
    }

    private static async Task<(TaskOutcome Outcome, ProcessEnd End)> EndOf(HeldAttempt attempt, ITaskProcess process, bool isFound)
    {
        var end = await process.Ended;
        return (isFound && WasEndedForItsTime(attempt, end) ? TaskOutcome.TimedOut : OutcomeOf(end), end);
    }

    /// <summary>The agent's life that sent the signal is over, and with it the knowledge why. The time tells: nobody else keeps it.</summary>
    private static bool WasEndedForItsTime(HeldAttempt attempt, ProcessEnd end) =>
        end is { Kind: ProcessEndKind.Known, Signal: not null, ProcessesLeft: 0, IsOverLimit: false }
        && end.EndedAt - end.StartedAt >= TimeSpan.FromMilliseconds(attempt.Order.TimeoutMs);

    private static TaskOutcome OutcomeOf(ProcessEnd end) => end.Kind switch
    {
        ProcessEndKind.Known when end.IsOverLimit => TaskOutcome.LimitExceeded,
        ProcessEndKind.Known => TaskOutcome.Exited,
        ProcessEndKind.NeverStarted => TaskOutcome.CouldNotStart,
        _ => TaskOutcome.Unknown,
    };
}
