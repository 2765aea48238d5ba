namespace OrleansOps.Tasks;

/// <summary>What operators are told about a result, where its figures do not say it all.</summary>
internal static class ResultReasons
{
    /// <summary>Of an attempt that failed: its exit code too, since it stands nowhere else.</summary>
    public static Said OfFailure(TaskState task, TaskResult result) => Said.All(
    [
        result is { Outcome: TaskOutcome.Exited, ExitCode: { } code } ? Said.Of("exited", $"It exited with code {code}.", ("exitCode", code)) : null,
        result.Outcome == TaskOutcome.CouldNotStart ? Said.Of("notStarted", "It could not be started.") : null,
        Of(task, result),
    ])!;

    public static Said? Of(TaskState task, TaskResult result)
    {
        var cancelled = task.CancelRequestedAt is not null && result.Outcome == TaskOutcome.Exited;
        return Said.All(
        [
            cancelled ? Said.Of("endedWhileCancelled", "It ended by itself while it was being cancelled.") : null,
            result is { Outcome: TaskOutcome.Exited, Signal: { } signal } ? Said.Of("signalled", $"Signal {signal} ended it.", ("signal", signal)) : null,
            result.Outcome == TaskOutcome.TimedOut
                ? Said.Of("timedOut", $"It ran longer than {Spans.Text(task.Spec!.Timeout)} and was ended with everything it had started.", ("timeoutSeconds", task.Spec.Timeout))
                : null,
            result.Outcome == TaskOutcome.LimitExceeded ? LimitReasons.Of(task.Spec!.Limits, task.Spec.InputIdle, result.Failure) : null,
            result.Outcome == TaskOutcome.Unknown ? TaskReasons.Verdict(task, TaskEvent.OutcomeUnknown) : null,
            result.ProcessesLeft > 0
                ? Said.Of("processesLeft", $"{result.ProcessesLeft} of its processes still run on the host.", ("processes", result.ProcessesLeft))
                : null,
            result.Note is { Length: > 0 } note ? Said.Of("hostSays", note, ("said", note)) : null,
        ]);
    }
}
