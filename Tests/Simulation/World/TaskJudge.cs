using System.Reflection;
using System.Text;
using OrleansOps.Simulation.Machines;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>Judges the lives of tasks.</summary>
internal sealed class TaskJudge(SimulatedWorld world)
{
    private int _events;

    private bool IsStoreHurt => world.Promises.IsStoreHurt;

    public void Started(SimulatedAttempt attempt)
    {
        var task = world.Find(attempt.Id.TaskId)!;
        task.Started.Add(attempt);
        foreach (var earlier in task.Started.SkipLast(1).Where(earlier => !task.MayBeFollowed(earlier.Id.Attempt) && !IsStoreHurt))
        {
            Break("A task starts once, and again only if it was lost or failed and may be repeated", $"{earlier.Id} and {attempt.Id} started");
        }

        JudgeRetry(task, attempt);

        if (task.Stored?.Phase is TaskPhase.Cancelled or TaskPhase.Rejected && !IsStoreHurt)
        {
            Break("What was said never to run does not run", $"{attempt.Id} starts, and the task is {task.Stored.Phase}: {task.Stored.Reason}");
        }
    }

    public void Stored(TaskEntry entry, MethodInfo method, object? answer)
    {
        if (string.Equals(method.Name, nameof(ITaskStore.Create), StringComparison.Ordinal) && answer is Task<TaskState?> { Result: not null })
        {
            return;
        }

        var task = world.Meet(entry);
        var (before, now) = (task.Stored, entry.State);
        task.Stored = now;
        world.Scheduler.Trace.Add($"stored: {task.Id} version {now.Version} is {now.Phase}, attempt {now.Attempt}{(now.InDoubt ? ", in doubt" : "")}{(now.Result is { } result ? $", {result.Outcome} {result.ExitCode}" : "")}{(now.LateResult is { } late ? $", late {late.Outcome} {late.ExitCode}" : "")}: {now.Reason}");
        if (before is not null && before.Phase.IsTerminal() && before.Phase != now.Phase)
        {
            Break("A task ends once", $"{task.Id} was {before.Phase} and is {now.Phase}");
        }

        if (before?.Result is { } known && !Equals(known.MessageId, now.Result?.MessageId))
        {
            Break("A result is stored once", $"{task.Id} had the result {known.MessageId} and has {now.Result?.MessageId}");
        }

        if (now.Phase.IsTerminal() && before?.Phase.IsTerminal() != true)
        {
            Ended(task, now);
        }

        LookAtEvents();
    }

    public bool IsAllOver() => world.Tasks.All(task => task.IsAcknowledged && (task.IsOver || IsLostByStore(task)));

    public void JudgeEnd()
    {
        foreach (var task in world.Tasks)
        {
            if (IsLostByStore(task))
            {
                continue;
            }

            if (!task.IsOver)
            {
                Break("Every task reaches its end", $"{task.Id} is {task.Stored?.Phase.ToString() ?? "not stored"} (attempt {task.Stored?.Attempt}): {task.Stored?.Reason}");
            }
            else if (task.Events != 1 && !IsStoreHurt)
            {
                Break("A result is told once to other systems", $"{task.Id} was told {task.Events} times");
            }
            else if (task.Started is [{ Boot.IsOver: false } started] && !IsStoreHurt)
            {
                JudgeResult(task, started);
            }
        }

        foreach (var agent in world.Agents.Where(agent => !agent.IsIdle))
        {
            var held = agent.Agent is { } running ? string.Join(", ", running.Held.Select(attempt => $"{attempt.Id} {attempt.Phase}{(attempt.IsSettled ? " settled" : "")}")) : "";
            Break("Nothing is held for ever", $"{agent.Id} {(agent.Agent is null ? "is not running and" : "")} holds [{held}] and keeps [{string.Join(", ", agent.Machine.All.Select(attempt => attempt.Id))}]");
        }
    }

    private bool IsLostByStore(SimulatedTask task) => IsStoreHurt && task.Stored is null;

    private void Ended(SimulatedTask task, TaskState now)
    {
        if (now.Phase is TaskPhase.Cancelled or TaskPhase.TimedOut or TaskPhase.Rejected && task.Started.Find(attempt => IsRunning(task, attempt)) is { } running && !IsStoreHurt)
        {
            Break("Cancelled, TimedOut and Rejected mean that nothing runs", $"{task.Id} is {now.Phase}, and {running.Id} lives");
        }

        if (now.Result?.Outcome == TaskOutcome.LimitExceeded && (task.Spec.Limits is null || task.Started.Exists(attempt => IsRunning(task, attempt))) && !IsStoreHurt)
        {
            Break("A task that went over a limit had one, and nothing of it runs", $"{task.Id} is {now.Phase}: {now.Reason}");
        }

        if (now.Phase == TaskPhase.Rejected && task.Started.Count > 0 && !IsStoreHurt)
        {
            Break("What was said never to run never ran", $"{task.Id} is Rejected ({now.Reason}), and {task.Started[0].Id} ran");
        }

        if (task.IsBeyondItsHost && (task.Started.Count > 0 || now.Phase is TaskPhase.Succeeded or TaskPhase.Failed or TaskPhase.TimedOut))
        {
            Break("What a host cannot do is refused before anything runs", $"{task.Id} is {now.Phase}, and {task.Started.Count} attempts ran");
        }

        if (world.Profile.IsPatient && now.Phase is TaskPhase.Lost or TaskPhase.Rejected && !MayLose() && !(task.IsBeyondItsHost && now.Phase == TaskPhase.Rejected))
        {
            Break("No task is given up while there is time", $"{task.Id} is {now.Phase}: {now.Reason}");
        }

        if (now is { Phase: TaskPhase.Failed or TaskPhase.TimedOut, Result.ProcessesLeft: 0 } && task.Spec.Retry is { } retry && world.Profile.IsPatient && !task.IsCancelAsked
            && now.Earlier.Count(one => one.Failed) < retry.Times && !MayLose())
        {
            Break("What fails is started again as often as its submitter asks", $"{task.Id} is {now.Phase} after {now.Earlier.Count(one => one.Failed)} of {retry.Times} retries: {now.Reason}");
        }

        if (now.Phase == TaskPhase.Cancelled && !task.IsCancelAsked)
        {
            Break("Nothing is cancelled unasked", task.Id);
        }
    }

    /// <summary>One more start than there may be, or one that comes before its pause is over.</summary>
    private void JudgeRetry(SimulatedTask task, SimulatedAttempt attempt)
    {
        if (IsStoreHurt || task.Stored is not { } stored)
        {
            return;
        }

        var failures = stored.Earlier.Count(one => one.Failed && one.Number < attempt.Id.Attempt);
        if (failures > (task.Spec.Retry?.Times ?? 0))
        {
            Break("What failed is not started again oftener than its submitter asks", $"{attempt.Id} starts after {failures} failures of {task.Spec.Retry?.Times ?? 0} that may be followed");
        }

        if (stored.Earlier is [.., { Failed: true, EndedAt: { } failed }] && !world.Profile.Has(FaultKind.ServerClock)
            && world.ServerClock.At(world.Scheduler.Now) - failed is var waited && waited < task.Spec.Retry!.Pause(failures))
        {
            Break("What failed is not started again before its pause is over", $"{attempt.Id} starts {waited} after the failure, and the pause is {task.Spec.Retry.Pause(failures)}");
        }
    }

    /// <summary>What an attempt left behind was told with its end; the attempts after it do not answer for that.</summary>
    private static bool IsRunning(SimulatedTask task, SimulatedAttempt attempt) =>
        attempt.IsAlive && (attempt.Id.Attempt >= task.Stored!.Attempt || attempt.End is null);

    /// <summary>Faults that make the outcome unknowable, or that are a reason to refuse.</summary>
    private bool MayLose() => IsStoreHurt
        || world.Profile.Has(FaultKind.HostReboot, FaultKind.SupervisorKilled, FaultKind.ServerClock);

    private void JudgeResult(SimulatedTask task, SimulatedAttempt started)
    {
        var stored = task.Stored!;
        var result = stored.Result ?? stored.LateResult;
        if (result is null && stored.Phase is TaskPhase.Lost or TaskPhase.Cancelled && TaskAttempts.IsOver(stored, started.Id.Attempt))
        {
            return;   // its report, that nobody knows how it ended, was answered with a repeat that was never taken, or cancelled before it was sent
        }

        if (result is null || started.End is not { } end)
        {
            Break("A result is stored", $"{task.Id} is {stored.Phase} ({stored.Reason}) without one, and {started.Id} {(started.End is null ? "runs on" : "ended")}");
        }
        else if (result.Outcome is TaskOutcome.Exited or TaskOutcome.LimitExceeded && (result.Outcome == TaskOutcome.LimitExceeded) != end.IsOverLimit)
        {
            Break("A task that went over a limit says so, and no other does", $"{task.Id} is {result.Outcome}; {end.Failure}");
        }
        else if (result.Outcome == TaskOutcome.Exited && (result.ExitCode != end.ExitCode || result.Signal != end.Signal))
        {
            Break("The stored result is what happened", $"{task.Id} has exit {result.ExitCode}, signal {result.Signal}; it was {end.ExitCode}, {end.Signal}");
        }
        else if (result.Outcome == TaskOutcome.Exited)
        {
            JudgeOutputs(task, started, result);
        }
    }

    /// <summary>What the last line that sets an output says, on either stream; its secrets do not leave the machine.</summary>
    private void JudgeOutputs(SimulatedTask task, SimulatedAttempt started, TaskResult result)
    {
        const string Head = "##[set-output name=last]";
        var there = new[] { started.Stdout, started.Stderr }
            .SelectMany(output => Encoding.UTF8.GetString(output.Bytes).Split('\n'))
            .Where(line => line.StartsWith(Head, StringComparison.Ordinal) && line.Length < Protocol.Limits.OutputBytes)
            .Select(line => started.Secrets.Aggregate(line[Head.Length..], (text, secret) => text.Replace(secret, new string('*', secret.Length), StringComparison.Ordinal)))
            .ToList();
        var told = result.Outputs?.GetValueOrDefault("last");
        if (told is null ? there.Count > 0 : !there.Contains(told, StringComparer.Ordinal))
        {
            Break("A result has the outputs that were set", $"{task.Id} has '{told}', and was told '{string.Join("', '", there)}'");
        }
    }

    private void LookAtEvents()
    {
        var all = world.Database.Events.All;
        for (; _events < all.Count; _events++)
        {
            var told = all[_events];
            if (string.Equals(told.Stream, TaskAnnouncements.Results, StringComparison.Ordinal)
                && world.Find(told.Fields.First(field => string.Equals(field.Key, "task_id", StringComparison.Ordinal)).Value) is { } task
                && ++task.Events > 1 && !IsStoreHurt)
            {
                Break("A result is told once to other systems", $"{task.Id} was told {task.Events} times");
            }
        }
    }

    private void Break(string promise, string how) => world.Promises.Break(promise, how);
}
