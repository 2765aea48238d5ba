namespace OrleansOps.Schedules;

/// <summary>A schedule as lists show it.</summary>
[GenerateSerializer, Immutable, Alias("ops.ScheduleSummary")]
public sealed record ScheduleSummary
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public string? Name { get; init; }

    /// <summary>What its jobs are for, in one line.</summary>
    [Id(2)] public string? Preview { get; init; }

    [Id(3)] public required ScheduleTiming Timing { get; init; }

    [Id(4)] public string? PausedBy { get; init; }

    [Id(5)] public required DateTimeOffset SeenTo { get; init; }

    /// <summary>What became of its last time.</summary>
    [Id(6)] public ScheduleStart? Last { get; init; }

    [Id(7)] public string? SubmittedBy { get; init; }
}
