namespace OrleansOps.Schedules;

/// <summary>A schedule as it is stored. Never changed in place: a write that fails leaves what was there.</summary>
[GenerateSerializer, Immutable, Alias("ops.ScheduleState")]
public sealed record ScheduleState
{
    /// <summary>Null where there is no schedule.</summary>
    [Id(0)] public ScheduleSpec? Spec { get; init; }

    /// <summary>From 1; each edit raises it.</summary>
    [Id(1)] public int Revision { get; init; }

    [Id(2)] public long Version { get; init; }

    /// <summary>Who paused it; null: it is not.</summary>
    [Id(3)] public string? PausedBy { get; init; }

    /// <summary>Times up to here, this one too, are dealt with: they wait, have begun, or were passed over.</summary>
    [Id(4)] public DateTimeOffset SeenTo { get; init; }

    /// <summary>Times whose jobs have not begun yet, in order.</summary>
    [Id(5)] public IReadOnlyList<DateTimeOffset> Waiting { get; init; } = [];

    /// <summary>The job that it started last, if that was one.</summary>
    [Id(6)] public string? Current { get; init; }

    /// <summary>What became of its last times, the newest first.</summary>
    [Id(7)] public IReadOnlyList<ScheduleStart> Starts { get; init; } = [];

    [Id(8)] public DateTimeOffset CreatedAt { get; init; }

    [Id(9)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The time whose job is being started, and may be already: nothing else happens before that is known. Null: none.</summary>
    [Id(10)] public DateTimeOffset? Beginning { get; init; }

    /// <summary>The workflow that it started last, if that was one.</summary>
    [Id(11)] public string? CurrentWorkflow { get; init; }

    /// <summary>What is being started by hand, and may be already: nothing else happens before that is known. Null: nothing.</summary>
    [Id(12)] public StartByHand? ByHand { get; init; }

    /// <summary>What it started last; null: nothing.</summary>
    internal StartedOrder? Started => CurrentWorkflow is { } workflow ? new StartedOrder(workflow, IsWorkflow: true) : Current is { } job ? new StartedOrder(job, IsWorkflow: false) : null;
}
