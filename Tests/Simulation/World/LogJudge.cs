using System.Text;
using OrleansOps.HostAgent;
using OrleansOps.Logs;
using OrleansOps.Simulation.Machines;
using ProtocolStream = OrleansOps.Protocol.LogStream;

namespace OrleansOps.Simulation.World;

/// <summary>Judges logs: every byte that was printed, once, in the order of its stream, or a word of what is missing.</summary>
internal sealed class LogJudge(SimulatedWorld world)
{
    /// <summary>What is written within it may be taken for written at once.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public void Stored(LogBatch batch)
    {
        var task = world.Find(batch.TaskId)!;
        var log = task.Log.For(batch.Attempt);
        if (batch.Seq != log.NextSeq || batch.Offset != log.Of(batch.Stream) || batch.Attempt < log.Attempt)
        {
            Break("A log has no gap and no double", $"{task.Id} attempt {batch.Attempt} stores record {batch.Seq} at byte {batch.Offset} of {batch.Stream} after {log}");
        }

        var started = task.Started.Find(attempt => attempt.Id.Attempt == batch.Attempt);
        if (started?.Secrets.FirstOrDefault(secret => batch.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0) is { } secret)
        {
            Break("A secret does not leave its host", $"{task.Id} attempt {batch.Attempt} stores '{secret}' at {batch.Offset} of {batch.Stream}");
        }

        if (batch.Dropped is null && !world.Promises.IsStoreHurt && !IsPrinted(batch, started))
        {
            Break("A log is what was printed", $"{task.Id} attempt {batch.Attempt} stores {batch.Bytes.Length} bytes at {batch.Offset} of {batch.Stream} that were not printed there");
        }

        if (batch.Dropped is null && started is { Boot.IsOver: false } && !world.Promises.IsStoreHurt)
        {
            JudgeOrder(batch, started, log);
        }

        var dropped = batch.Dropped?.Bytes ?? 0;
        var next = batch.Seq + batch.Records;
        task.Log = batch.Stream == LogStream.Stdout
            ? log with { NextSeq = next, Stdout = batch.End, Dropped = log.Dropped + dropped }
            : log with { NextSeq = next, Stderr = batch.End, Dropped = log.Dropped + dropped };
    }

    public void Released(AttemptId id, ProtocolStream stream, long before)
    {
        var log = world.Find(id.TaskId)!.Log.For(id.Attempt);
        if (log.Of((LogStream)stream) < before && !world.Promises.IsStoreHurt)
        {
            Break("An agent keeps output until it is stored", $"{id} releases {stream} up to byte {before}, stored is {log}");
        }
    }

    /// <summary>The agent deletes the output of an attempt.</summary>
    public void Removed(SimulatedTask task, SimulatedAttempt attempt)
    {
        if (task.Log.Attempt <= attempt.Id.Attempt && !IsWhole(task.Log.For(attempt.Id.Attempt), attempt) && !attempt.Boot.IsOver)
        {
            Break("An agent keeps output until it is stored", $"{attempt.Id} is deleted with {attempt.Stdout.Length} and {attempt.Stderr.Length} bytes, stored is {task.Log}");
        }
    }

    public void JudgeEnd()
    {
        foreach (var task in world.Tasks)
        {
            if (task.Started is [{ Boot.IsOver: false } attempt] && !world.Promises.IsStoreHurt && !IsWhole(task.Log.For(attempt.Id.Attempt), attempt))
            {
                Break("A log has all that was printed", $"{task.Id} printed {attempt.Stdout.Length} and {attempt.Stderr.Length} bytes, stored is {task.Log}");
            }
        }
    }

    /// <summary>The store went back in time: its marks are what counts now.</summary>
    public void ReadAgain()
    {
        foreach (var task in world.Tasks)
        {
            task.Log = world.Database.MarkOf(task.Id);
        }
    }

    /// <summary>What was printed to the other stream a moment or longer before the last byte of a batch is stored before it.</summary>
    private void JudgeOrder(LogBatch batch, SimulatedAttempt started, StoredLog log)
    {
        var stream = (ProtocolStream)batch.Stream;
        var last = started.Prints.FindIndex(print => print.Stream == stream && print.End >= batch.End);
        var due = started.Prints.Take(last).LastOrDefault(print => print.Stream != stream && print.At + Moment.Ticks <= started.Prints[last].At);
        var other = batch.Stream == LogStream.Stdout ? log.Stderr : log.Stdout;
        if (due.End > other)
        {
            Break("Output is stored in the order of writing", $"{batch.TaskId} attempt {batch.Attempt} stores {batch.Stream} up to byte {batch.End}, and of the other stream {due.End} bytes were printed before and {other} are stored");
        }
    }

    /// <summary>With a mask over secrets. Where the machine lost the rest of one, its beginning may have none.</summary>
    private static bool IsPrinted(LogBatch batch, SimulatedAttempt? started)
    {
        var printed = started is null ? default : started.Of((ProtocolStream)batch.Stream).Printed;
        if (batch.Offset + batch.Bytes.Length > printed.Length)
        {
            return false;
        }

        var there = printed.Slice((int)batch.Offset, batch.Bytes.Length);
        if (started!.Mask is not { } mask)
        {
            return there.SequenceEqual(batch.Bytes);
        }

        var whole = printed.ToArray();
        mask.Cover(whole, isEnd: false, []);
        for (var i = 0; i < batch.Bytes.Length; i++)
        {
            if (batch.Bytes[i] != whole[batch.Offset + i] && !(started.Boot.IsOver && batch.Bytes[i] == there[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWhole(StoredLog log, SimulatedAttempt attempt) =>
        attempt.Stdout.Length + attempt.Stderr.Length == 0 || (log.Stdout == attempt.Stdout.Length && log.Stderr == attempt.Stderr.Length);

    private void Break(string promise, string how) => world.Promises.Break(promise, how);
}
