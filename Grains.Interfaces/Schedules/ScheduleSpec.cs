using OrleansOps.Jobs;
using OrleansOps.Workflows;

namespace OrleansOps.Schedules;

/// <summary>What was asked for. An edit puts another one in its place.</summary>
[GenerateSerializer, Immutable, Alias("ops.ScheduleSpec")]
public sealed record ScheduleSpec
{
    /// <summary>What its author calls it; null: it goes by its id.</summary>
    [Id(0)] public string? Name { get; init; }

    [Id(1)] public required ScheduleTiming Timing { get; init; }

    [Id(2)] public ScheduleMissed Missed { get; init; }

    /// <summary>With <see cref="ScheduleMissed.All"/>: how many are made up for, 1 to 100.</summary>
    [Id(3)] public int MissedMost { get; init; } = 10;

    [Id(4)] public ScheduleOverlap Overlap { get; init; }

    /// <summary>The job that it starts; or <see cref="Workflow"/>. Secrets are sealed for the schedule, so all that it starts share them.</summary>
    [Id(5)] public JobSpec? Job { get; init; }

    /// <summary>Ids or names of the hosts, where <see cref="JobSpec.On"/> says none; found at each start.</summary>
    [Id(6)] public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>Fingerprint of what was asked for.</summary>
    [Id(7)] public required string Digest { get; init; }

    /// <summary>The workflow that it starts; or <see cref="Job"/>.</summary>
    [Id(8)] public WorkflowSpec? Workflow { get; init; }

    /// <summary>Ids or names of the hosts of steps, by the place of the step, where the step's job says none.</summary>
    [Id(9)] public IReadOnlyDictionary<int, IReadOnlyList<string>>? StepHosts { get; init; }

    /// <summary>In whose name it starts what it starts.</summary>
    public string? SubmittedBy => Job?.Task.SubmittedBy ?? Workflow?.SubmittedBy;
}
