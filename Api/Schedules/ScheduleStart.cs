using System.ComponentModel;
using OrleansOps.Jobs;
using OrleansOps.Schedules;
using OrleansOps.Workflows;

namespace OrleansOps.Api;

/// <summary>What became of a time of a schedule, or of several that were passed over together.</summary>
public sealed record ScheduleStart
{
    public required ScheduleStartKind Kind { get; init; }

    [Description("The time that it is about; of several, the last. Null: an operator's word.")]
    public DateTimeOffset? Due { get; init; }

    [Description("How many times it stands for.")]
    public required int Count { get; init; }

    [Description("When that was decided.")]
    public required DateTimeOffset At { get; init; }

    [Description("The job that was started.")]
    public string? JobId { get; init; }

    [Description("How that job stands; null where it is not there any more, and in lists.")]
    public JobPhase? JobPhase { get; init; }

    [Description("The workflow that was started.")]
    public string? WorkflowId { get; init; }

    [Description("How that workflow stands; null where it is not there any more, and in lists.")]
    public WorkflowPhase? WorkflowPhase { get; init; }

    [Description("Why nothing was started, or why something was at this time.")]
    public string? Reason { get; init; }

    [Description("The same for programs.")]
    public IReadOnlyList<Why>? Why { get; init; }
}
