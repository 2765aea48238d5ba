namespace OrleansOps.Simulation.Time;

/// <summary>The clock of a machine that tells the date: somebody may set it, while time itself goes on.</summary>
internal sealed class WallClock
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Off { get; set; }

    public DateTimeOffset At(long ticks) => Start.AddTicks(ticks) + Off;
}
