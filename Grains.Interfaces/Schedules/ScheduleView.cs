namespace OrleansOps.Schedules;

/// <summary>A schedule as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.ScheduleView")]
public sealed record ScheduleView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required ScheduleSpec Spec { get; init; }

    /// <summary>From 1; each edit raises it.</summary>
    [Id(2)] public required int Revision { get; init; }

    /// <summary>Who paused it; null: it is not.</summary>
    [Id(3)] public string? PausedBy { get; init; }

    /// <summary>Times up to here, this one too, are dealt with.</summary>
    [Id(4)] public required DateTimeOffset SeenTo { get; init; }

    /// <summary>Times whose jobs are to begin when the one before is over.</summary>
    [Id(5)] public IReadOnlyList<DateTimeOffset> Waiting { get; init; } = [];

    /// <summary>What became of its last times, the newest first.</summary>
    [Id(6)] public IReadOnlyList<ScheduleStart> Starts { get; init; } = [];

    [Id(7)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(8)] public required DateTimeOffset ChangedAt { get; init; }
}
