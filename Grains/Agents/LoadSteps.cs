namespace OrleansOps.Agents;

/// <summary>How finely a host's history is kept, and for how long: close for the last hour, coarse for the last day.</summary>
public static class LoadSteps
{
    public static readonly TimeSpan Fine = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Coarse = TimeSpan.FromMinutes(1);

    public const int FineKept = 360;

    public const int CoarseKept = 1_440;

    /// <summary>When the step began that a time lies in.</summary>
    public static DateTimeOffset Floor(DateTimeOffset time, TimeSpan step) => new(time.UtcTicks - (time.UtcTicks % step.Ticks), TimeSpan.Zero);
}
