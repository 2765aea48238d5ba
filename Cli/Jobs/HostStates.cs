using Spectre.Console;

namespace OrleansOps.Cli;

/// <summary>How a host of a job may stand.</summary>
internal static class HostStates
{
    public const string Waiting = "waiting";
    public const string Open = "open";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Undelivered = "undelivered";
    public const string Cancelled = "cancelled";

    public static IReadOnlyList<string> All { get; } = [Waiting, Open, Succeeded, Failed, Undelivered, Cancelled];

    public static Cell Shown(string state) => new(state, state switch
    {
        Succeeded => Color.Green,
        Failed => Color.Red,
        Undelivered => Color.Yellow,
        Cancelled => Color.Grey,
        Open => Color.Blue,
        _ => null,
    });
}
