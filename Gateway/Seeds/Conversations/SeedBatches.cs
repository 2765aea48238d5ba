using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>Counts the output of an agent that does not.</summary>
internal static class SeedBatches
{
    /// <summary>The part at its place in the log. A log that is as long as it may be is told how much is missing instead.</summary>
    public static LogBatch At(LogMark place, SeedTaskId task, SeedPart part)
    {
        var isStdout = part.Stream == LogStream.Stdout;
        var (own, other) = isStdout ? (place.StdoutOffset, place.StderrOffset) : (place.StderrOffset, place.StdoutOffset);
        var isOver = own + other + part.Bytes.Length > Limits.LogCapBytes;
        return new LogBatch(
            task.TaskId, task.Attempt, place.NextSeq, part.Stream, own, part.At, Text: null, Raw: isOver ? null : part.Bytes,
            isOver ? new LogDrop(part.Bytes.Length, LogDropReason.CapReached) : null, isOver ? null : part.Times, other);
    }

    /// <summary>Where the log goes on after it.</summary>
    public static LogMark After(LogBatch batch, SeedPart part, LogMark place)
    {
        var next = place with { NextSeq = place.NextSeq + (batch.Dropped is null ? LogRecords.Count(part.Bytes) : 1) };
        return part.Stream == LogStream.Stdout
            ? next with { StdoutOffset = place.StdoutOffset + part.Bytes.Length }
            : next with { StderrOffset = place.StderrOffset + part.Bytes.Length };
    }
}
