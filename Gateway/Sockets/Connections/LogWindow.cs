using OrleansOps.Logs;

namespace OrleansOps.Sockets.Connections;

/// <summary>
/// What one connection has sent of logs and not seen stored. Each task has a lane: its batches keep their order, and a task whose store is
/// slow holds up no other.
/// </summary>
internal sealed class LogWindow
{
    private const int MostBatches = 65_536;

    /// <summary>What is given to the log at once.</summary>
    private const int MostAtOnce = 4 * Protocol.Limits.BatchBytes;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LogLane> _lanes = new(StringComparer.Ordinal);
    private int _batches;

    /// <summary>Bytes that nobody has begun to give to the log.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>Bytes that are not known to be stored.</summary>
    public long UnackedBytes { get; private set; }

    /// <summary>Takes a batch. Gives the lane if somebody must start to drain it.</summary>
    public (bool Fits, LogLane? Start) Add(LogBatch batch, string? traceParent = null)
    {
        lock (_lock)
        {
            if (!_lanes.TryGetValue(batch.TaskId, out var lane))
            {
                lane = new LogLane(batch.TaskId, traceParent);
                _lanes.Add(batch.TaskId, lane);
            }

            GoBack(lane, batch.Seq);
            lane.Unacked.AddLast((batch.Seq, batch.Bytes.Length));
            lane.Waiting.AddLast(batch);
            UnackedBytes += batch.Bytes.Length;
            WaitingBytes += batch.Bytes.Length;
            _batches++;

            const int Most = Protocol.Limits.WindowBytes + Protocol.Limits.BatchBytes;
            var fits = UnackedBytes <= Most && WaitingBytes <= Most && _batches <= MostBatches && lane.Waiting.Count <= MostBatches;
            var start = !lane.IsDraining;
            lane.IsDraining = true;
            return (fits, start ? lane : null);
        }
    }

    /// <summary>The next batches of a lane that is being drained; none if there are none, and the draining ends.</summary>
    public IReadOnlyList<LogBatch> Next(LogLane lane)
    {
        var next = new List<LogBatch>();
        var bytes = 0;
        lock (_lock)
        {
            while (lane.Waiting.First is { } first && (next.Count == 0 || bytes + first.Value.Bytes.Length <= MostAtOnce))
            {
                lane.Waiting.RemoveFirst();
                next.Add(first.Value);
                bytes += first.Value.Bytes.Length;
            }

            WaitingBytes -= bytes;
            if (next.Count == 0)
            {
                lane.IsDraining = false;
                Tidy(lane);
            }
        }

        return next;
    }

    /// <summary>The store has answered. With a problem the agent starts again from the mark, so nothing else is under way.</summary>
    public void Stored(LogMark mark)
    {
        lock (_lock)
        {
            if (!_lanes.TryGetValue(mark.TaskId, out var lane))
            {
                return;
            }

            while (lane.Unacked.First is { } first && (first.Value.Seq < mark.NextSeq || mark.Problem is not null))
            {
                lane.Unacked.RemoveFirst();
                UnackedBytes -= first.Value.Bytes;
                _batches--;
            }

            Tidy(lane);
        }
    }

    /// <summary>A batch that goes back replaces what was sent from there on.</summary>
    private void GoBack(LogLane lane, long seq)
    {
        while (lane.Unacked.Last is { } last && last.Value.Seq >= seq)
        {
            lane.Unacked.RemoveLast();
            UnackedBytes -= last.Value.Bytes;
            _batches--;
        }

        while (lane.Waiting.Last is { } last && last.Value.Seq >= seq)
        {
            lane.Waiting.RemoveLast();
            WaitingBytes -= last.Value.Bytes.Length;
        }
    }

    private void Tidy(LogLane lane)
    {
        if (!lane.IsDraining && lane.Unacked.Count == 0)
        {
            _lanes.Remove(lane.TaskId);
        }
    }
}
