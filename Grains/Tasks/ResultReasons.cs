namespace OrleansOps.Tasks;

/// <summary>What operators are told about a result, where its figures do not say it all.</summary>
internal static class ResultReasons
{
    public static string? Of(TaskState task, TaskResult result)
    {
        var cancelled = task.CancelRequestedAt is not null && result.Outcome == TaskOutcome.Exited;
        string?[] said =
        [
            cancelled ? "It ended by itself while it was being cancelled." : null,
            result is { Outcome: TaskOutcome.Exited, Signal: { } signal } ? $"Signal {signal} ended it." : null,
            result.Outcome == TaskOutcome.TimedOut ? $"It ran longer than {Spans.Text(task.Spec!.Timeout)} and was ended with everything it had started." : null,
            result.Outcome == TaskOutcome.Unknown ? TaskReasons.Verdict(task, TaskEvent.OutcomeUnknown) : null,
            result.ProcessesLeft > 0 ? $"{result.ProcessesLeft} of its processes still run on the host." : null,
            result.Note,
        ];
        var sentences = string.Join(' ', said.Where(sentence => !string.IsNullOrEmpty(sentence)));
        return sentences.Length == 0 ? null : sentences;
    }
}
