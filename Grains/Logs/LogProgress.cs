namespace OrleansOps.Logs;

/// <summary>
/// How far one task's log is stored, and so which batch comes next. Sequence numbers go on over all attempts; a new attempt starts its
/// streams at byte 0.
/// </summary>
internal sealed record LogProgress(string TaskId, int Attempt, long NextSeq, long StdoutOffset, long StderrOffset, long Masked = 0)
{
    public static LogProgress Start(string taskId) => new(taskId, 0, 1, 0, 0);

    public static LogProgress From(LogMark mark) => new(mark.TaskId, mark.Attempt, mark.NextSeq, mark.StdoutOffset, mark.StderrOffset, mark.Masked);

    public LogMark Mark(string? problem = null) => new()
    {
        TaskId = TaskId,
        Attempt = Attempt,
        NextSeq = NextSeq,
        StdoutOffset = StdoutOffset,
        StderrOffset = StderrOffset,
        Problem = problem,
        Masked = Masked,
    };

    public long Offset(LogStream stream) => stream == LogStream.Stdout ? StdoutOffset : StderrOffset;

    public long OtherOffset(LogStream stream) => stream == LogStream.Stdout ? StderrOffset : StdoutOffset;

    /// <summary>The same log as it stands for this attempt: a higher one starts its streams anew.</summary>
    public LogProgress For(int attempt) => attempt > Attempt ? this with { Attempt = attempt, StdoutOffset = 0, StderrOffset = 0 } : this;

    /// <summary>The log once this batch is stored.</summary>
    public LogProgress After(LogBatch batch) => After(batch.Stream, batch.Seq + batch.Records, batch.End) with { Masked = Masked + batch.Masked };

    /// <summary>The log as it is if these batches of it are stored.</summary>
    public LogProgress With(IReadOnlyList<StoredBatch> stored) => stored.Where(batch => batch.Seq >= NextSeq)
        .Aggregate(this, static (log, batch) => log.For(batch.Attempt).After(batch.Stream, batch.Seq + batch.Records, batch.End) with { Masked = batch.Masked });

    /// <summary>
    /// Whether the batch is the next one. What comes twice is no problem (and is not stored); anything else has one, named here.
    /// </summary>
    public BatchFit Fit(LogBatch batch, out string? problem)
    {
        problem = null;
        if (batch.Attempt < Attempt)
        {
            problem = $"Attempt {batch.Attempt} is over: the log belongs to attempt {Attempt} now.";
        }
        else if (batch.Records < 1 || batch.End <= batch.Offset)
        {
            problem = $"Batch {batch.Seq} is empty: a batch has at least one byte, or says how many are missing.";
        }
        // Before every question of gaps: after an answer that was lost the agent sends again what is stored, and must not be stopped by it.
        else if (batch.Seq + batch.Records <= NextSeq)
        {
            return BatchFit.Repeat;
        }
        else if (batch.Seq != NextSeq)
        {
            problem = $"Batch starts at record {batch.Seq}, the log goes on at record {NextSeq}: send from there.";
        }
        else if (batch.Offset != Offset(batch.Stream))
        {
            problem = $"Batch {batch.Seq} starts at byte {batch.Offset} of {batch.Stream}, the log goes on at byte {Offset(batch.Stream)}: send from there.";
        }

        // Where the other stream stood when this was written: if the log has less or more of it, what people read would be in another order than it was printed.
        else if (batch.Beside is { } beside && beside != OtherOffset(batch.Stream))
        {
            problem = $"Batch {batch.Seq} comes after byte {beside} of the other stream, of which the log has {OtherOffset(batch.Stream)}: send from there.";
        }

        return problem is null ? BatchFit.Next : BatchFit.Refused;
    }

    private LogProgress After(LogStream stream, long nextSeq, long end) => stream == LogStream.Stdout
        ? this with { NextSeq = nextSeq, StdoutOffset = end }
        : this with { NextSeq = nextSeq, StderrOffset = end };
}
