using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A schedule as lists show it.</summary>
public sealed record ScheduleSummary
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    [Description("What its job or workflow is called, or the first line of what the job runs, or the steps of the workflow.")]
    public string? Preview { get; init; }

    public required ScheduleTiming When { get; init; }

    public required bool Paused { get; init; }

    [Description("Its next time, in its time zone; null: there is none, or it is paused.")]
    public DateTimeOffset? Next { get; init; }

    [Description("What became of its last time.")]
    public ScheduleStart? Last { get; init; }

    public string? SubmittedBy { get; init; }
}
