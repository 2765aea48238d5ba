namespace OrleansOps.Cli;

/// <summary>
/// What opsctl itself exits with. <c>opsctl run</c> exits with the script's own code where the script has one,
/// so a code of ours can also be a script's: <c>--json</c> tells them apart.
/// </summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The job is over, and not every one of its hosts succeeded; or a rule blocks what was tested.</summary>
    public const int NotAll = 1;

    /// <summary>The command line, or a file it names, is wrong. Nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The server answered and refused.</summary>
    public const int Refused = 3;

    /// <summary>The server cannot be reached, or not any more.</summary>
    public const int Unreachable = 4;

    /// <summary>opsctl stopped following on request; the task goes on.</summary>
    public const int LeftRunning = 5;

    public const int TimedOut = 124;

    /// <summary>The script could not run, or nobody knows how it ended.</summary>
    public const int NoResult = 125;

    public const int Cancelled = 130;

    /// <summary>The reader of our output went away, as SIGPIPE would tell a shell.</summary>
    public const int OutputClosed = 141;

    /// <summary>Added to the number of the signal that ended a script, as shells do.</summary>
    public const int SignalBase = 128;
}
