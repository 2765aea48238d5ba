using Microsoft.Extensions.Time.Testing;

namespace OrleansOps.Tasks;

/// <summary>A clock whose calendar somebody sets forward, while time goes on as it is measured: the clock that it is takes its measure from the calendar.</summary>
internal sealed class CalendarTimeProvider : FakeTimeProvider
{
    public TimeSpan CalendarOff { get; set; }

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + CalendarOff;
}
