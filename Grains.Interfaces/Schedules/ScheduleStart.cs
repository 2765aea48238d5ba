namespace OrleansOps.Schedules;

/// <summary>What became of a time of a schedule, or of several that were passed over together.</summary>
[GenerateSerializer, Immutable, Alias("ops.ScheduleStart")]
public sealed record ScheduleStart
{
    [Id(0)] public required ScheduleStartKind Kind { get; init; }

    /// <summary>The time that it is about; of several, the last. Null: an operator's word.</summary>
    [Id(1)] public DateTimeOffset? Due { get; init; }

    /// <summary>How many times it stands for.</summary>
    [Id(2)] public int Count { get; init; } = 1;

    /// <summary>The job that was started.</summary>
    [Id(3)] public string? JobId { get; init; }

    /// <summary>When that was decided.</summary>
    [Id(4)] public required DateTimeOffset At { get; init; }

    /// <summary>Why nothing was started; or why something was at this time.</summary>
    [Id(5)] public Said? Reason { get; init; }

    /// <summary>The workflow that was started.</summary>
    [Id(6)] public string? WorkflowId { get; init; }
}
