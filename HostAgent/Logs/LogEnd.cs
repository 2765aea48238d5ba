using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>Where the output of an attempt ends: how much of each stream lies in its file, and how much was printed after that and dropped.</summary>
/// <param name="Why">Why it was dropped, if it was.</param>
internal sealed record LogEnd(long Stdout, long Stderr, long StdoutDropped, long StderrDropped, LogDropReason Why)
{
    public static LogEnd Of(TaskEnded report, long cap)
    {
        var printed = report.StdoutBytes + report.StdoutDropped + report.StderrBytes + report.StderrDropped;
        var why = printed > cap ? LogDropReason.CapReached : LogDropReason.DiskFull;
        return new LogEnd(report.StdoutBytes, report.StderrBytes, report.StdoutDropped, report.StderrDropped, why);
    }

    public bool IsNothing => Printed(LogStream.Stdout) + Printed(LogStream.Stderr) == 0;

    public long Kept(LogStream stream) => stream == LogStream.Stdout ? Stdout : Stderr;

    public long Printed(LogStream stream) => stream == LogStream.Stdout ? Stdout + StdoutDropped : Stderr + StderrDropped;
}
