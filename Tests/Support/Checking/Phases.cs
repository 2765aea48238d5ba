namespace OrleansOps.Tests.Support;

/// <summary>Names of the phases, by the numbers under which they are stored.</summary>
internal static class Phases
{
    public const string Lost = "lost";
    public const string Cancelled = "cancelled";
    public const string TimedOut = "timedOut";
    public const string Rejected = "rejected";
    private const int FirstTerminal = 6;

    private static readonly string[] Names =
    [
        "none", "queued", "sent", "running", "cancelling", "cancelUnconfirmed",
        "succeeded", "failed", TimedOut, Cancelled, Lost, Rejected,
    ];

    public static string Name(int stored) => stored < Names.Length ? Names[stored] : $"phase {stored}";

    public static bool IsTerminal(string phase) => Array.IndexOf(Names, phase) >= FirstTerminal;

    /// <summary>Whether a task in this phase may have been ended on its way.</summary>
    public static bool IsCutShort(string phase) => phase is Lost or Cancelled or TimedOut or Rejected;
}
