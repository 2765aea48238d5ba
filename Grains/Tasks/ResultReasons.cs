namespace OrleansOps.Tasks;

/// <summary>What operators are told about a result, where its figures do not say it all.</summary>
internal static class ResultReasons
{
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
            result.Outcome == TaskOutcome.LimitExceeded ? LimitReasons.Of(task.Spec!.Limits, result.Failure) : null,
            result.Outcome == TaskOutcome.Unknown ? TaskReasons.Verdict(task, TaskEvent.OutcomeUnknown) : null,
            result.ProcessesLeft > 0
                ? Said.Of("processesLeft", $"{result.ProcessesLeft} of its processes still run on the host.", ("processes", result.ProcessesLeft))
                : null,
            result.Note is { Length: > 0 } note ? Said.Of("hostSays", note, ("said", note)) : null,
        ]);
    }
}
