using Microsoft.Extensions.Time.Testing;

namespace OrleansOps.Tests.Support;

/// <summary>A clock that stands still until it is told to go on, and knows how many timers were asked for.</summary>
public sealed class CountingTimeProvider : FakeTimeProvider
{
    private int _timers;

    public int Timers => Volatile.Read(ref _timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _timers);
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
