namespace OrleansOps.Schedules;

/// <summary>When a schedule starts its job: exactly one of <see cref="Cron"/>, <see cref="At"/> and <see cref="Every"/>. All times are whole seconds.</summary>
[GenerateSerializer, Immutable, Alias("ops.ScheduleTiming")]
public sealed record ScheduleTiming
{
    /// <summary>Five fields, in the time of <see cref="Zone"/>.</summary>
    [Id(0)] public string? Cron { get; init; }

    /// <summary>Once.</summary>
    [Id(1)] public DateTimeOffset? At { get; init; }

    /// <summary>Again and again, counted from <see cref="From"/>: 1 minute to 366 days, in time that passes, whatever clocks are set to.</summary>
    [Id(2)] public TimeSpan? Every { get; init; }

    /// <summary>The first time of an interval.</summary>
    [Id(3)] public DateTimeOffset? From { get; init; }

    /// <summary>IANA name of the time zone of <see cref="Cron"/> and <see cref="Holidays"/>.</summary>
    [Id(4)] public string Zone { get; init; } = "UTC";

    /// <summary>Dates in that zone on which it does not start.</summary>
    [Id(5)] public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>A start is up to so much later than its time.</summary>
    [Id(6)] public TimeSpan Jitter { get; init; }

    /// <summary>An interval that says no beginning is counted from then.</summary>
    public ScheduleTiming CountedFrom(DateTimeOffset now) =>
        this is { Every: { } every, From: null } ? this with { From = DateTimeOffset.FromUnixTimeSeconds((now + every).ToUnixTimeSeconds()) } : this;
}
