using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>
/// How much output the agent may have under way, over all its tasks. It shrinks where the store answers slowly: what is sent waits in line
/// there and on the wire, before everything that is sent later.
/// </summary>
internal sealed class LogWindow(TimeProvider time)
{
    private const long Least = 4 * Limits.BatchBytes;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(350);

    private const long FirstOnLine = 8 * 1024;
    private const long LeastOnLine = 4 * 1024;
    private const double SlowestLine = 1024;

    private static readonly TimeSpan LineQuick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LineSlow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(15);

    private long _onLine = Limits.WindowBytes;
    private long _lineShrunkAt = time.GetTimestamp();
    private long _most = Limits.WindowBytes;
    private long _shrunkAt = time.GetTimestamp();

    /// <summary>Bytes that may be under way now.</summary>
    public long Size { get; private set; } = Limits.WindowBytes;

    /// <summary>Bytes that are under way.</summary>
    public long Used { get; set; }

    /// <summary>A part is kept for logs that have nothing under way, so that one that prints without end holds up no other.</summary>
    public long Room(bool isUnderWay) => Size - Used - (isUnderWay ? Math.Min(Size / 4, Size - Limits.BatchBytes) : 0);

    /// <summary>
    /// The largest batch that makes sense. A heartbeat waits behind what lies on the line; where that killed a session, the next one begins
    /// with little and sends more as the line shows that it carries more: one of a kilobyte a second must not look like a dead one for ever.
    /// </summary>
    public long LargestBatch => Math.Min(Limits.BatchBytes, _onLine);

    /// <summary>How long to wait for word of what is under way before asking.</summary>
    public TimeSpan AskAfter
    {
        get
        {
            var wait = LeastWait + TimeSpan.FromSeconds(Used / SlowestLine);
            return wait < MostWait ? wait : MostWait;
        }
    }

    /// <summary>Whether the line takes so many bytes more.</summary>
    public bool LineTakes(long bytes) => Used == 0 || Used + bytes <= _onLine;

    /// <summary>Bytes that were sent at a moment have arrived.</summary>
    public void Carried(long bytes, long sentAt)
    {
        var took = time.GetElapsedTime(sentAt);
        if (took < LineQuick)
        {
            _onLine = Math.Min(Limits.WindowBytes, _onLine + bytes);   // doubles with each way there and back
        }
        else if (took > LineSlow && sentAt > _lineShrunkAt && _onLine < Least)   // above that it is the store that is slow
        {
            _onLine = Math.Max(LeastOnLine, _onLine / 2);
            _lineShrunkAt = time.GetTimestamp();
        }
    }

    /// <summary>A session is open, and the gateway has said how much it bears.</summary>
    public void Open(int windowBytes)
    {
        _most = Math.Max(windowBytes, Limits.BatchBytes);
        Size = _most;
        _onLine = Used > 0 ? FirstOnLine : _onLine;   // the last session ended with something on the line
    }

    /// <summary>Something that was sent at a moment is stored now.</summary>
    public void Stored(long sentAt)
    {
        var took = time.GetElapsedTime(sentAt);
        if (took > Slow && sentAt > _shrunkAt)
        {
            Size = Math.Max(Math.Min(Least, _most), Size / 2);
            _shrunkAt = time.GetTimestamp();   // what is under way already says nothing about the new size
        }
        else if (took < Quick)
        {
            Size = Math.Min(_most, Size + Limits.BatchBytes);
        }
    }
}
