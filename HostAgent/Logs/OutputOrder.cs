namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// In which order an attempt wrote to its two streams, and when, as its supervisor noted it. Marks are read as they are needed and given back to the
/// disk when what they are about is stored. Where there are none the order is not known, and nothing else is missing.
/// </summary>
internal sealed class OutputOrder(IOutput marks) : IDisposable
{
    /// <summary>
    /// More changes from stream to stream than this, unsent, would keep the store busy with a line at a time: then what was written within a
    /// moment counts as written at once.
    /// </summary>
    private const int MostChanges = 4_096;
    private const int MostInARun = 2 * MostChanges;
    private const int MostForALine = 64;
    private const int CachedMarks = 256;
    private const int ReleaseStep = 4_096;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private byte[] _cache = [];
    private long _cachedFrom;
    private int _cached;
    private long _count;
    private long _next;
    private long _first;

    /// <summary>When the last bytes were written of which anything is noted; null if there are none.</summary>
    public DateTimeOffset? Latest => _count > 0 ? At(_count - 1).At : null;

    /// <summary>An earlier life of the agent has given back what it needed no more.</summary>
    public void Adopt() => _next = _first = (marks.FirstByte() + OrderMark.Size - 1) / OrderMark.Size;

    /// <summary>What was sent may have to be sent again.</summary>
    public void Rewind() => _next = _first;

    /// <summary>What comes next after a point; null if nothing is noted of what comes next.</summary>
    /// <param name="sent">So much is behind us.</param>
    /// <param name="end">The streams go no further than this, whatever is noted.</param>
    public OutputRun? Next(LogPoint sent, LogPoint end)
    {
        _count = marks.Length() / OrderMark.Size;
        for (; _next < _count; _next++)
        {
            var mark = At(_next);
            if (Math.Min(mark.End, end.Of(mark.Stream)) > sent.Of(mark.Stream))
            {
                return RunFrom(mark, sent, end);
            }
        }

        return null;
    }

    /// <summary>What lies before a point will not be asked for again.</summary>
    public void Stored(LogPoint stored)
    {
        if (_next - _first < 2 * ReleaseStep)
        {
            return;
        }

        for (var from = _first; _first < _next && At(_first) is var mark && mark.End <= stored.Of(mark.Stream);)
        {
            _first++;
            if (_first - from == ReleaseStep)
            {
                marks.Release(_first * OrderMark.Size);
                return;
            }
        }
    }

    public void Dispose() => marks.Dispose();

    private OutputRun RunFrom(OrderMark first, LogPoint sent, LogPoint end)
    {
        var stream = first.Stream;
        var isCrowded = _count - _next > MostChanges;
        var (last, reach, isFollowed, isPassedOver, looked) = (first, first.End, false, false, 0);
        var times = new List<(long, DateTimeOffset)> { (sent.Of(stream), first.At) };
        for (var i = _next + 1; i < _count && i - _next < MostInARun && looked < MostForALine; i++)
        {
            var mark = At(i);
            var isNow = (mark.At - first.At).Duration() < Moment;
            if (mark.End <= (mark.Stream == stream ? reach : sent.Of(mark.Stream)))
            {
                continue;   // it is behind us
            }

            if (mark.Stream != stream)
            {
                isPassedOver = true;
                isFollowed |= !(isCrowded && isNow);
            }
            else if (!isFollowed && (isNow || !isPassedOver))
            {
                times.Add((last.End, mark.At));
                last = mark;
                reach = mark.End;
            }
            else
            {
                isFollowed = true;
                reach = (mark.At - last.At).Duration() < Moment ? mark.End : reach;
            }

            looked += isFollowed ? 1 : 0;
        }

        var most = end.Of(stream);
        return new OutputRun(stream, Math.Min(last.End, most), Math.Min(reach, most), isFollowed || isPassedOver, times);
    }

    private OrderMark At(long index)
    {
        var offset = index * OrderMark.Size;
        if (offset < _cachedFrom || offset + OrderMark.Size > _cachedFrom + _cached)
        {
            _cache = _cache.Length > 0 ? _cache : new byte[CachedMarks * OrderMark.Size];
            Array.Clear(_cache);
            (_cachedFrom, _cached) = (offset, marks.Read(offset, _cache));
        }

        return OrderMark.Read(_cache.AsSpan((int)(offset - _cachedFrom), OrderMark.Size));
    }
}
