using Spectre.Console;

namespace OrleansOps.Cli;

/// <summary>The phases that opsctl treats differently from one another.</summary>
internal static class Phases
{
    public const string Queued = "queued";
    public const string Sent = "sent";
    public const string Running = "running";
    public const string Cancelling = "cancelling";
    public const string CancelUnconfirmed = "cancelUnconfirmed";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string TimedOut = "timedOut";
    public const string Cancelled = "cancelled";
    public const string Lost = "lost";
    public const string Rejected = "rejected";

    public static IReadOnlyList<string> All { get; } =
        [Queued, Sent, Running, Cancelling, CancelUnconfirmed, Succeeded, Failed, TimedOut, Cancelled, Lost, Rejected];

    public static Cell Shown(string phase) => new(phase, phase switch
    {
        Succeeded => Color.Green,
        Failed or TimedOut or Lost or Rejected => Color.Red,
        Cancelling or CancelUnconfirmed => Color.Yellow,
        Cancelled => Color.Grey,   // over, as it was wished: nothing to look after
        Running => Color.Blue,
        _ => null,
    });
}
