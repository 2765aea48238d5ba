using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// The output of one attempt on its way to the gateway. The files on disk are the only copy: what is sent is read from them, and what
/// is stored is released from them. In the place of bytes that are not there it sends how many are missing, and why. Knows what was sent
/// and what is stored; decides nothing about when.
/// </summary>
/// <param name="isTyped">Somebody types, and waits for the echo: nothing is held back to make a whole line.</param>
internal sealed class TaskLog(AttemptId attempt, IOutput stdout, IOutput stderr, IOutput marks, LogWindow window, TimeProvider time, bool isTyped = false) : IDisposable
{
    private readonly OutputOrder _order = new(marks);
    private readonly BatchesUnderWay _underWay = new(window, time);
    private readonly ReleasedOutput _released = new(stdout, stderr);
    private readonly HeldLines _heldLines = new(isTyped ? TimeSpan.Zero : HeldLines.Usual, time);
    private LogPoint _sent = LogPoint.Start;
    private LogPoint _stored = LogPoint.Start;
    private LogEnd? _end;
    private LogStream _turn;
    private bool _abandoned;

    public AttemptId Attempt => attempt;

    /// <summary>The task's trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The gateway must be asked where sending starts.</summary>
    public bool NeedsMark { get; private set; } = attempt.Attempt > 1;   // the log of earlier attempts comes before ours

    /// <summary>Everything was sent in this session; only true once the attempt is over.</summary>
    public bool AllSent =>
        _abandoned || (_end is { } end && (end.IsNothing || (!NeedsMark && _sent.Reaches(end))));

    /// <summary>Everything is stored by the gateway; only true once the attempt is over.</summary>
    public bool AllStored =>
        _abandoned || (_end is { } end && (end.IsNothing || _stored.Reaches(end)));

    /// <summary>The gateway said that it takes none of it. It may say otherwise later: it may have taken the attempt back meanwhile.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Something is sent and not stored yet.</summary>
    public bool IsUnderWay => _underWay.IsAny;

    /// <summary>Bytes on disk that are not stored yet.</summary>
    public long UnstoredBytes => _abandoned ? 0 : Unstored(LogStream.Stdout) + Unstored(LogStream.Stderr);

    /// <summary>Bytes of a stream that were kept, up to its end or up to now.</summary>
    public long Length(LogStream stream) => _end?.Kept(stream) ?? Math.Max(Output(stream).Length(), _stored.Of(stream));

    /// <summary>The attempt is over: nothing that may come after this belongs to it.</summary>
    public void Finish(LogEnd end) => _end = end;

    /// <summary>What was under way in an earlier session may or may not be stored: only the gateway knows.</summary>
    public void StartSession()
    {
        if (AllStored)
        {
            return;
        }

        NeedsMark = NeedsMark || _sent != LogPoint.Start;
        Rewind(_stored);
    }

    /// <summary>The attempt was started by an earlier life of the agent, so how much was sent is not known here.</summary>
    public void Adopt()
    {
        NeedsMark = true;
        _released.Adopt();
        _order.Adopt();
    }

    /// <summary>Nobody wants it any more: there is nothing to send.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>Asks the gateway again before anything more is sent.</summary>
    public void Doubt() => NeedsMark = true;

    /// <summary>Takes the gateway's answer to where sending starts.</summary>
    public LogMarkResult Start(LogMark mark)
    {
        IsClosed = mark.IsClosed;
        if (IsClosed)
        {
            return LogMarkResult.Closed;
        }

        NeedsMark = false;
        return GoTo(LogPoint.Of(mark));
    }

    /// <summary>Takes word of how far the log is stored.</summary>
    public LogMarkResult Take(LogMark mark)
    {
        var point = LogPoint.Of(mark);
        if (NeedsMark || _abandoned || (point == _stored && mark.Problem is null))
        {
            return LogMarkResult.Nothing;   // an answer that is on its way will say it, or it says nothing new
        }

        if (point.NextSeq < _stored.NextSeq)
        {
            Doubt();   // late, or the gateway lost what it had: it must say which
            return LogMarkResult.Doubtful;
        }

        if (_underWay.AreStored(point, wasTaken: mark.Problem is null))
        {
            Stored(point);
            return LogMarkResult.Progress;
        }

        return GoTo(point);
    }

    /// <summary>Cuts the next batch, if there is one that fits; counts it as sent.</summary>
    /// <param name="buffer">Room for <see cref="Limits.BatchBytes"/>.</param>
    public LogBatch? Cut(byte[] buffer)
    {
        if (NeedsMark || _abandoned)
        {
            return null;
        }

        // How much there is before what is noted of it: the supervisor notes first, so nothing that is seen here is missed there.
        var there = new LogPoint(0, Ready(LogStream.Stdout), Ready(LogStream.Stderr));
        if (IsReleased(LogStream.Stdout) || IsReleased(LogStream.Stderr))
        {
            return Lost(IsReleased(LogStream.Stdout) ? LogStream.Stdout : LogStream.Stderr);
        }

        if (there.Stdout + there.Stderr > _sent.Stdout + _sent.Stderr && _order.Next(_sent, _end is { } end ? new LogPoint(0, end.Stdout, end.Stderr) : LogPoint.Infinity) is { } run)
        {
            return Cut(run.Stream, run, there, buffer);
        }

        var first = _turn;
        _turn = Other(first);
        return Cut(first, null, there, buffer) ?? Cut(Other(first), null, there, buffer);
    }

    public void Dispose()
    {
        Rewind(_stored);
        stdout.Dispose();
        stderr.Dispose();
        _order.Dispose();
    }

    private static LogStream Other(LogStream stream) => stream == LogStream.Stdout ? LogStream.Stderr : LogStream.Stdout;

    private IOutput Output(LogStream stream) => stream == LogStream.Stdout ? stdout : stderr;

    private long Ready(LogStream stream) => _end is { } end ? Output(stream).Final(end.Kept(stream)) : Math.Max(Output(stream).Ready(), _stored.Of(stream));

    private long Unstored(LogStream stream) => Math.Max(0, Length(stream) - _stored.Of(stream));

    private bool IsReleased(LogStream stream) => _sent.Of(stream) < _released.UpTo(stream);

    /// <summary>It was stored, and the store lost it.</summary>
    private LogBatch Lost(LogStream stream) => Missing(stream, _released.UpTo(stream), LogDropReason.Lost);

    private LogBatch? Cut(LogStream stream, OutputRun? run, LogPoint there, byte[] buffer)
    {
        var (offset, kept) = (_sent.Of(stream), there.Of(stream));
        if (offset >= kept)
        {
            return run is null && _end is { } end && offset >= end.Kept(stream) && offset < end.Printed(stream) ? Missing(stream, end.Printed(stream), end.Why) : null;
        }

        var available = Math.Min(Math.Min(kept, run?.Reach ?? kept) - offset, window.LargestBatch);
        if (available > window.Room(IsUnderWay) || !window.LineTakes(available))
        {
            return null;   // a nearly full window must not cut lines into pieces
        }

        var read = buffer.AsSpan(0, Output(stream).Read(offset, buffer.AsSpan(0, (int)available)));
        if (read.IsEmpty)
        {
            return _end is null ? null : Missing(stream, kept, LogDropReason.Lost);   // the disk lost it, in a power failure for example
        }

        var cut = read[..Length(stream, read, run, kept)];
        return cut.IsEmpty ? null : Batch(stream, cut, run);
    }

    /// <summary>How many of the bytes that were read make the next batch.</summary>
    private int Length(LogStream stream, ReadOnlySpan<byte> read, OutputRun? run, long kept)
    {
        var offset = _sent.Of(stream);
        var own = read[..(int)Math.Min(read.Length, (run?.End ?? kept) - offset)];
        if (own.Length < read.Length && own[^1] != '\n' && read[own.Length..].IndexOf((byte)'\n') is >= 0 and var rest)
        {
            return own.Length + rest + 1;   // a line that was written in pieces stays one
        }

        var isLast = (_end is { } end && offset + own.Length >= end.Kept(stream)) || (run is { IsFollowed: true } && offset + own.Length >= run.End);
        return LogCuts.Length(own, isLast || _heldLines.LongEnough(stream));
    }

    private LogBatch Batch(LogStream stream, ReadOnlySpan<byte> bytes, OutputRun? run)
    {
        _heldLines.Sent(stream);
        var offset = _sent.Of(stream);
        var (text, raw) = LogCuts.Encode(bytes);
        var at = run?.TimeOf(offset) ?? _order.Latest ?? time.GetUtcNow();
        var batch = new LogBatch(attempt.TaskId, attempt.Attempt, _sent.NextSeq, stream, offset, at, text, raw, Times: run?.TimesIn(offset, bytes.Length), Beside: _sent.Of(Other(stream)), TraceParent: TraceParent, Masked: Output(stream).MasksIn(offset, bytes.Length));
        Sent(_sent.After(stream, bytes.Length, LogRecords.Count(bytes)), bytes.Length);
        return batch;
    }

    /// <summary>Stands for the bytes up to an offset. It takes no room in the window.</summary>
    private LogBatch Missing(LogStream stream, long upTo, LogDropReason why)
    {
        var offset = _sent.Of(stream);
        var dropped = new LogDrop(upTo - offset, why);
        var batch = new LogBatch(attempt.TaskId, attempt.Attempt, _sent.NextSeq, stream, offset, time.GetUtcNow(), null, null, dropped, Beside: _sent.Of(Other(stream)), TraceParent: TraceParent);
        Sent(_sent.After(stream, dropped.Bytes, records: 1), 0);
        return batch;
    }

    private void Sent(LogPoint after, int bytes)
    {
        _sent = after;
        _underWay.Add(after, bytes);
    }

    private LogMarkResult GoTo(LogPoint point)
    {
        var beyond = IsBeyond(LogStream.Stdout, point) || IsBeyond(LogStream.Stderr, point);
        Rewind(point);
        Stored(point);
        return beyond ? LogMarkResult.Beyond : LogMarkResult.Moved;
    }

    private bool IsBeyond(LogStream stream, LogPoint point) => point.Of(stream) > (_end?.Printed(stream) ?? Output(stream).Length());

    private void Rewind(LogPoint point)
    {
        (_sent, _stored) = (point, point);
        _underWay.Clear();
        _heldLines.Clear();
        _order.Rewind();
    }

    private void Stored(LogPoint point)
    {
        _stored = point;
        Release(LogStream.Stdout);
        Release(LogStream.Stderr);
        _order.Stored(point);
    }

    private void Release(LogStream stream)
    {
        if (_released.IsWorthIt(stream, _stored.Of(stream)))
        {
            _released.Release(stream, Math.Min(_stored.Of(stream), Length(stream)));
        }
    }
}
