using System.Runtime.InteropServices;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>A place in the log of an attempt: the number of the next record and how many printed bytes of each stream lie before it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogPoint(long NextSeq, long Stdout, long Stderr)
{
    public static readonly LogPoint Start = new(1, 0, 0);

    /// <summary>Beyond everything.</summary>
    public static readonly LogPoint Infinity = new(long.MaxValue, long.MaxValue, long.MaxValue);

    public static LogPoint Of(LogMark mark) => new(mark.NextSeq, mark.StdoutOffset, mark.StderrOffset);

    public long Of(LogStream stream) => stream == LogStream.Stdout ? Stdout : Stderr;

    public LogPoint After(LogStream stream, long bytes, int records) => stream == LogStream.Stdout
        ? new LogPoint(NextSeq + records, Stdout + bytes, Stderr)
        : new LogPoint(NextSeq + records, Stdout, Stderr + bytes);

    /// <summary>Of both streams at least as much lies before it.</summary>
    public bool Reaches(LogEnd end) => Stdout >= end.Printed(LogStream.Stdout) && Stderr >= end.Printed(LogStream.Stderr);
}
