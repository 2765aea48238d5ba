using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Messages that are in order.</summary>
public static class Some
{
    public static readonly HostFacts Facts = new(
        "web-1", "Debian GNU/Linux 12 (bookworm)", "6.1.0", "x64", 2, 4_000_000_000, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), ["10.0.0.1"]);

    public static readonly Heartbeat Heartbeat = new(1.5, 1_000_000, [0.1, 0.2, 0.3], 1_000, [new DiskUse("/", 100, 50)], 0, 0, 0);

    public static Hello Hello(int slots = 5, params HeldTask[] held) => new(ProtocolVersion.Current, "0.1.0", slots, Facts, held, Minor: ProtocolVersion.Minor);

    public static object Task(string agent, string script = "true") => new { agent, kind = "shell", script };

    public static LogBatch Batch(RunTask order, string text, long seq = 1, long offset = 0) =>
        new(order.TaskId, order.Attempt, seq, LogStream.Stdout, offset, DateTimeOffset.UnixEpoch, text, Raw: null);

    public static LogBatch Batch(string taskId, int bytes, long seq, long offset) =>
        new(taskId, 1, seq, LogStream.Stdout, offset, DateTimeOffset.UnixEpoch, new string('x', bytes), Raw: null);

    public static LogBatch RawBatch(RunTask order, byte[] raw, long seq, long offset, LogStream stream = LogStream.Stdout) =>
        new(order.TaskId, order.Attempt, seq, stream, offset, DateTimeOffset.UnixEpoch, Text: null, raw);

    public static TaskEnded Ended(RunTask order, int exitCode = 0, long stdoutBytes = 0, long stderrBytes = 0) => new(
        $"m-{order.TaskId}-{order.Attempt}", order.TaskId, order.Attempt, TaskOutcome.Exited, exitCode, Signal: null,
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1), stdoutBytes, stderrBytes, ProcessesLeft: 0, Note: null);

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
