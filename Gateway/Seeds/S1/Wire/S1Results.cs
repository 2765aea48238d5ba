using System.Globalization;
using OrleansOps.Protocol;
using OrleansOps.Seeds.Conversations;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>How a task ended, in the words of the native protocol.</summary>
internal static class S1Results
{
    private const int TimedOut = 1004;
    private const int NoteLength = 4_000;

    /// <summary>What is said of a task that is ordered again within minutes of its end. It is no end of its own: the first one was told.</summary>
    private const string Skipped = "task skipped as duplicated";

    /// <summary>The task goes on, or this says nothing of how it ended.</summary>
    public static bool IsNoEnd(S1Result result) =>
        result.Status is "pending" or "running" || (result.Status is "cancelled" && result.ErrorMsg?.StartsWith(Skipped, StringComparison.Ordinal) is true);

    /// <summary>Null: its status is none of S1.</summary>
    /// <param name="stdoutBytes">Bytes of standard output in the task's log.</param>
    /// <param name="stderrBytes">The same of standard error.</param>
    public static TaskEnded? Ended(SeedTaskId task, string messageId, S1Result result, long stdoutBytes, long stderrBytes, DateTimeOffset now)
    {
        if (OutcomeOf(result) is not { } outcome)
        {
            return null;
        }

        var exited = outcome == TaskOutcome.Exited;
        return new TaskEnded(
            messageId, task.TaskId, task.Attempt, outcome,
            ExitCode: exited && result.ExitCode is >= 0 and <= 255 and var code && (code > 0 || result.Status is "success") ? (int)code : null,
            Signal: null,
            StartedAt: At(result.StartedAt),
            EndedAt: At(result.FinishedAt) ?? now,
            stdoutBytes, stderrBytes, ProcessesLeft: 0, NoteOf(result, outcome),
            Failure: result.ErrorCode is { } failure && Enum.IsDefined((FailureCode)failure) ? (FailureCode)failure : null);
    }

    // The agent may call a task that ran too long a success; the code says what it was.
    private static TaskOutcome? OutcomeOf(S1Result result) => result switch
    {
        { Status: "success" or "failed", ErrorCode: TimedOut } => TaskOutcome.TimedOut,
        { Status: "success" } => TaskOutcome.Exited,
        { Status: "failed", ExitCode: > 0 } => TaskOutcome.Exited,
        { Status: "failed", StartedAt: null or <= 0 } => TaskOutcome.CouldNotStart,
        { Status: "failed" } => TaskOutcome.Exited,   // it does not say by what: a signal, or an error of the agent
        { Status: "cancelled" } => TaskOutcome.Cancelled,
        _ => null,
    };

    private static string? NoteOf(S1Result result, TaskOutcome outcome)
    {
        var code = outcome == TaskOutcome.Exited && result.ExitCode is < 0 or > 255
            ? string.Create(CultureInfo.InvariantCulture, $"Its agent says exit code {result.ExitCode}.") : null;
        var text = string.Join(' ', ((string?[])[result.ErrorMsg, code]).Where(part => !string.IsNullOrWhiteSpace(part))).Replace("\0", "", StringComparison.Ordinal);
        return text.Length == 0 ? null : text.Length <= NoteLength ? text : text[..NoteLength];
    }

    private static DateTimeOffset? At(long? seconds) => seconds is > 0 and < 253_402_300_800 and var known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;
}
