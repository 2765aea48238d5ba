using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Logs;

/// <summary>When to look at a log again: soon where there was something a moment ago, later where there was not.</summary>
internal sealed class FollowedLog(TaskLog log, TimeProvider time)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Latest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private TimeSpan _interval = Soonest;
    private TimeSpan _nextPause = FirstPause;
    private TimeSpan _wait;
    private TimeSpan _pause;
    private long _waitFrom;
    private long _pauseFrom;
    private long _progressAt = time.GetTimestamp();

    public TaskLog Log => log;

    /// <summary>It takes part in the rounds.</summary>
    public bool IsActive { get; set; }

    /// <summary>The gateway was asked where sending starts, and has not answered.</summary>
    public bool IsAsking { get; set; }

    /// <summary>It was said that everything of it is sent, in this session.</summary>
    public bool SaidAllSent { get; set; }

    public bool IsDue => Left(_wait, _waitFrom) <= TimeSpan.Zero && Left(_pause, _pauseFrom) <= TimeSpan.Zero;

    /// <summary>How long until it is worth a look. What happens in between wakes the loop.</summary>
    public TimeSpan DueIn => Max(log.NeedsMark ? AnswerTime : TimeSpan.Zero, Max(Left(_wait, _waitFrom), Left(_pause, _pauseFrom)));

    /// <summary>A refusal like the one that led to the pause: the batches that were under way are refused one by one.</summary>
    public bool IsEcho(LogMark mark) => mark.Problem is not null && Left(_pause, _pauseFrom) > TimeSpan.Zero;

    public void LookNow()
    {
        _interval = Soonest;
        _wait = TimeSpan.Zero;
    }

    public void SawNothing()
    {
        _wait = _interval;
        _waitFrom = time.GetTimestamp();
        _interval = _interval * 1.5 < Latest ? _interval * 1.5 : Latest;
    }

    /// <summary>Waits longer each time, until there is progress.</summary>
    public void Pause()
    {
        _pause = _nextPause;
        _pauseFrom = time.GetTimestamp();
        _nextPause = _nextPause * 2 < LongestPause ? _nextPause * 2 : LongestPause;
    }

    public void Progress()
    {
        _nextPause = FirstPause;
        _progressAt = time.GetTimestamp();
    }

    /// <summary>Something is under way, and for too long nothing was heard of them.</summary>
    public bool IsStalled(TimeSpan limit)
    {
        if (!log.IsUnderWay)
        {
            _progressAt = time.GetTimestamp();
        }

        return time.GetElapsedTime(_progressAt) >= limit;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private TimeSpan Left(TimeSpan span, long from) =>
        span == TimeSpan.Zero ? TimeSpan.Zero : Max(TimeSpan.Zero, span - time.GetElapsedTime(from));
}
