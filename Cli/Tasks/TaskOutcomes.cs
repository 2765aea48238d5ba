using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What a task's phase means for the one who started it: an exit code and a sentence.</summary>
internal static class TaskOutcomes
{
    /// <summary>What <c>opsctl run</c> exits with.</summary>
    public static int ExitCode(TaskView task) => task.Phase switch
    {
        Phases.Succeeded => task.ExitCode ?? ExitCodes.Success,
        Phases.TimedOut => ExitCodes.TimedOut,
        Phases.Cancelled => ExitCodes.Cancelled,
        Phases.Failed when task.Signal is { } signal => ExitCodes.SignalBase + signal,
        Phases.Failed when task.ExitCode is { } code and not 0 => code,
        _ => ExitCodes.NoResult,
    };

    /// <summary>How it ended, in one line.</summary>
    public static string Sentence(TaskView task)
    {
        var (what, why) = task.Phase switch
        {
            Phases.Succeeded => ("succeeded", null),
            Phases.Failed when task.Outcome is "limitExceeded" => ("went over a limit", "the host ended it"),
            Phases.Failed when task.Signal is { } signal => ($"was ended by signal {signal}", null),
            Phases.Failed when task.ExitCode is { } code => (string.Create(CultureInfo.InvariantCulture, $"failed with exit code {code}"), null),
            Phases.Failed => ("failed", null),
            Phases.TimedOut => ("timed out", "the host ended it"),
            Phases.Cancelled when task.StartedAt is null => ("is cancelled", "it had not started"),
            Phases.Cancelled => ("is cancelled", "the host confirmed that nothing of it runs any more"),
            Phases.Lost => ("is lost", "its host did not report how it ended"),
            Phases.Rejected => ("was rejected by the host", null),
            _ => ($"is {Printable.Of(task.Phase)}", (string?)null),
        };
        return $"Task {Printable.Of(task.Id)} on {task.Agent.Shown} {what}{After(task)}{(why is null ? "" : $": {why}")}.{Rest(task)}";
    }

    /// <summary>What it does just now; null if it is over.</summary>
    public static string? Progress(TaskView task)
    {
        var host = task.Agent.Shown;
        var what = task.Phase switch
        {
            _ when task.Terminal => null,
            Phases.Queued => $"waiting for {host}",
            Phases.Sent => $"sent to {host}",
            Phases.Running => $"running on {host}",
            Phases.Cancelling => $"cancelling; {host} ends its processes",
            Phases.CancelUnconfirmed => $"cancelling, but {host} has not confirmed it yet",
            _ => $"{Printable.Of(task.Phase)} on {host}",
        };
        return what is null ? null : $"{what}.{Reason(task)}";
    }

    private static string After(TaskView task) => task is { StartedAt: { } start, EndedAt: { } end } && end >= start
        ? $" after {Durations.Show(end - start)}"
        : "";

    private static string Rest(TaskView task) => Reason(task) + LeftBehind(task) + Late(task);

    private static string Reason(TaskView task) => string.IsNullOrWhiteSpace(task.Reason) ? "" : $" {Printable.Of(task.Reason.Trim().TrimEnd('.'))}.";

    private static string LeftBehind(TaskView task) => task.ProcessesLeft switch
    {
        0 => "",
        1 => " 1 process of it still runs on the host.",
        var count => $" {count} processes of it still run on the host.",
    };

    private static string Late(TaskView task) => task.LateResult switch
    {
        null => "",
        { ExitCode: { } code } => $" The host reported later that it exited with {code}.",
        { Outcome: { } outcome } => $" The host reported later: {Printable.Of(outcome)}.",
        _ => " The host reported a result later.",
    };
}
