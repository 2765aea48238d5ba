using System.Globalization;
using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;

namespace OrleansOps.Seeds.S4.Wire;

/// <summary>How a task ended, in the words of the native protocol.</summary>
internal static class S4Results
{
    private const int NoteLength = 3_000;
    private const int HighestSignal = 64;
    private const double LongestSeconds = 1e9;

    /// <summary>Null: its status is none of S4, or says that the task goes on.</summary>
    public static TaskEnded? Ended(SeedTaskId task, S4Said said, DateTimeOffset now)
    {
        if (OutcomeOf(said.Status) is not { } outcome)
        {
            return null;
        }

        var (code, signal) = outcome == TaskOutcome.Exited ? CodeOf(said) : (null, null);
        var at = At(said.Timestamp) ?? now;
        return new TaskEnded(
            $"s4-{task}", task.TaskId, task.Attempt, outcome, code, signal,
            StartedAt: said.Duration is >= 0 and < LongestSeconds and var seconds ? at.AddSeconds(-seconds) : null,
            EndedAt: at, StdoutBytes: 0, StderrBytes: 0, ProcessesLeft: 0, NoteOf(said, outcome, code, signal),
            Failure: said.Status is "error" ? FailureCode.ExecutionFailed : null);
    }

    /// <summary>A moment as Python writes it; without a zone it is that of UTC.</summary>
    public static DateTimeOffset? At(string? text) =>
        text is { Length: <= 64 }
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year is >= 2000 and < 9000
            ? at : null;

    private static TaskOutcome? OutcomeOf(string? status) => status switch
    {
        "success" or "failed" or "error" => TaskOutcome.Exited,   // of an error it does not say whether anything ran
        "timeout" => TaskOutcome.TimedOut,
        "cancelled" or "canceled" => TaskOutcome.Cancelled,
        _ => null,
    };

    private static (int? Code, int? Signal) CodeOf(S4Said said) => (said.Status, said.ExitCode) switch
    {
        ("success", null or 0) => (0, null),
        (not "error", > 0 and <= 255 and var code) => ((int)code, null),
        (not "error", < 0 and >= -HighestSignal and var code) when code != -1 => (null, (int)-code),   // -1 is what it says where it knows none
        _ => (null, null),
    };

    private static string? NoteOf(S4Said said, TaskOutcome outcome, int? code, int? signal)
    {
        var strange = outcome == TaskOutcome.Exited && code is null && signal is null && said.ExitCode is { } told && told != -1
            ? string.Create(CultureInfo.InvariantCulture, $"Its agent says {said.Status} with exit code {told}.") : null;
        var text = string.Join(' ', ((string?[])[said.Error, strange]).Where(part => !string.IsNullOrWhiteSpace(part))).Replace("\0", "", StringComparison.Ordinal);
        return text.Length == 0 ? null : text.Length <= NoteLength ? text : text[..NoteLength];
    }
}
