namespace OrleansOps.Embedded;

/// <summary>A clock that is read for nothing. It is behind by up to one beat, and deadlines allow for that.</summary>
internal sealed class SiloClock(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    private readonly long _beat = (long)(Beat.TotalSeconds * time.TimestampFrequency);
    private ITimer? _timer;
    private long _now = time.GetTimestamp();

    public long Now => Volatile.Read(ref _now);

    public void Start(Action onBeat)
    {
        _timer = time.CreateUnflowedTimer(
            _ =>
            {
                Volatile.Write(ref _now, time.GetTimestamp());
                onBeat();
            },
            this);
        _timer.Change(Beat, Beat);
    }

    public long After(TimeSpan span) => After(Ticks(span));

    public long After(long ticks) => Now + ticks + _beat;

    public TimeSpan Between(long from, long to) => time.GetElapsedTime(from, to);

    public void Dispose() => _timer?.Dispose();

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
