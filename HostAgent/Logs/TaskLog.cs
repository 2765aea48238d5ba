using OrleansOps.Protocol;
using OrleansOps.Tasks;

namespace OrleansOps.Logs;

/// <summary>
/// The output of one attempt on its way to the gateway. The files on disk are the only copy: what is sent is read from them, and what
/// is stored is released from them. Knows what was sent and what is stored; decides nothing about when.
/// </summary>
internal sealed class TaskLog(AttemptId attempt, IOutput stdout, IOutput stderr, LogWindow window, TimeProvider time) : IDisposable
{
    private const long ReleaseStep = 1024 * 1024;
    private const long PageBytes = 4096;

    private static readonly TimeSpan HoldLine = TimeSpan.FromMilliseconds(100);

    private readonly Queue<LogPoint> _underWay = new();
    private readonly long[] _released = new long[2];
    private readonly long?[] _heldSince = new long?[2];
    private LogPoint _sent = LogPoint.Start;
    private LogPoint _stored = LogPoint.Start;
    private LogPoint? _end;
    private LogStream _turn;
    private bool _abandoned;

    public AttemptId Attempt => attempt;

    /// <summary>The gateway must be asked where sending starts.</summary>
    public bool NeedsMark { get; private set; } = attempt.Attempt > 1;   // the log of earlier attempts comes before ours

    /// <summary>Everything was sent in this session; only true once the attempt is over.</summary>
    public bool AllSent =>
        _abandoned || (_end is { } end && (end.Bytes == 0 || (!NeedsMark && _sent.Stdout == end.Stdout && _sent.Stderr == end.Stderr)));

    /// <summary>Everything is stored by the gateway; only true once the attempt is over.</summary>
    public bool AllStored =>
        _abandoned || (_end is { } end && (end.Bytes == 0 || (_stored.Stdout == end.Stdout && _stored.Stderr == end.Stderr)));

    /// <summary>Bytes that are sent and not stored yet.</summary>
    public long UnderWayBytes => _sent.Bytes - _stored.Bytes;

    /// <summary>Bytes on disk that are not stored yet.</summary>
    public long UnstoredBytes => _abandoned ? 0 : Math.Max(0, Length(LogStream.Stdout) + Length(LogStream.Stderr) - _stored.Bytes);

    /// <summary>Bytes of the attempt's output up to its end, or up to now.</summary>
    public long Length(LogStream stream) => _end?.Of(stream) ?? Output(stream).Length();

    /// <summary>The attempt is over: nothing after what lies there now belongs to it.</summary>
    public void Finish() => Finish(Output(LogStream.Stdout).Length(), Output(LogStream.Stderr).Length());

    public void Finish(long stdoutBytes, long stderrBytes) => _end = new LogPoint(0, stdoutBytes, stderrBytes);

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
        _released[0] = stdout.FirstByte();
        _released[1] = stderr.FirstByte();
    }

    /// <summary>The output is not on this host any more: there is nothing to send.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>Asks the gateway again before anything more is sent.</summary>
    public void Doubt() => NeedsMark = true;

    /// <summary>Takes the gateway's answer to where sending starts.</summary>
    public LogMarkResult Start(LogMark mark)
    {
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

        while (_underWay.TryPeek(out var next) && next.NextSeq <= point.NextSeq)
        {
            _underWay.Dequeue();
            if (next == point && mark.Problem is null)
            {
                Stored(point);
                return LogMarkResult.Progress;
            }
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

        var first = _turn;
        _turn = Other(first);
        return Cut(first, buffer) ?? Cut(Other(first), buffer);
    }

    public void Dispose()
    {
        window.Used -= UnderWayBytes;
        _sent = _stored;
        stdout.Dispose();
        stderr.Dispose();
    }

    private static LogStream Other(LogStream stream) => stream == LogStream.Stdout ? LogStream.Stderr : LogStream.Stdout;

    private IOutput Output(LogStream stream) => stream == LogStream.Stdout ? stdout : stderr;

    private LogBatch? Cut(LogStream stream, byte[] buffer)
    {
        var offset = _sent.Of(stream);
        var available = Math.Min(Length(stream) - offset, Limits.BatchBytes);
        if (available <= 0 || available > window.Room)
        {
            return null;   // a nearly full window must not cut lines into pieces
        }

        var read = buffer.AsSpan(0, Output(stream).Read(offset, buffer.AsSpan(0, (int)available)));
        var last = _end is { } end && offset + read.Length >= end.Of(stream);
        var cut = read[..LogCuts.Length(read, last || HeldLongEnough(stream))];
        if (cut.IsEmpty)
        {
            return null;
        }

        _heldSince[(int)stream] = null;
        var (text, raw) = LogCuts.Encode(cut);
        var batch = new LogBatch(attempt.TaskId, attempt.Attempt, _sent.NextSeq, stream, offset, time.GetUtcNow(), text, raw);
        _sent = _sent.After(stream, cut.Length, LogRecords.Count(cut));
        _underWay.Enqueue(_sent);
        window.Used += cut.Length;
        return batch;
    }

    /// <summary>A line that does not end is waited for, but not for ever: it may be a question or a progress bar.</summary>
    private bool HeldLongEnough(LogStream stream)
    {
        _heldSince[(int)stream] ??= time.GetTimestamp();
        return time.GetElapsedTime(_heldSince[(int)stream]!.Value) >= HoldLine;
    }

    private LogMarkResult GoTo(LogPoint point)
    {
        if (!IsHere(LogStream.Stdout, point) || !IsHere(LogStream.Stderr, point))
        {
            Rewind(_stored);
            _abandoned = true;
            return LogMarkResult.Impossible;
        }

        Rewind(point);
        Stored(point);
        return LogMarkResult.Moved;
    }

    private bool IsHere(LogStream stream, LogPoint point) =>
        point.Of(stream) >= _released[(int)stream] && point.Of(stream) <= Length(stream);

    private void Rewind(LogPoint point)
    {
        window.Used -= UnderWayBytes;
        (_sent, _stored) = (point, point);
        _underWay.Clear();
        Array.Clear(_heldSince);
    }

    private void Stored(LogPoint point)
    {
        window.Used -= point.Bytes - _stored.Bytes;
        _stored = point;
        Release(LogStream.Stdout);
        Release(LogStream.Stderr);
    }

    private void Release(LogStream stream)
    {
        var upTo = _stored.Of(stream) / PageBytes * PageBytes;
        if (upTo - _released[(int)stream] >= ReleaseStep)
        {
            Output(stream).Release(upTo);
            _released[(int)stream] = upTo;
        }
    }
}
