using System.ComponentModel;
using OrleansOps.Schedules;

namespace OrleansOps.Api;

/// <summary>A job or a workflow, and when to start it. What is left out has a default.</summary>
public sealed record PutSchedule
{
    [Description("What to call it, 1 to 120 printable characters; need not be unique. Default: it goes by its id.")]
    public string? Name { get; init; }

    public ScheduleTiming? When { get; init; }

    [Description("What becomes of times at which nothing could be started: once (default: the last of them is made up for), skip (none is) or all (each is, up to missedMost).")]
    public ScheduleMissed? Missed { get; init; }

    [Description("With all: how many are made up for, the last ones; 1 to 100. Default: 10.")]
    public int? MissedMost { get; init; }

    [Description("What becomes of a time at which what was started before is not over: forbid (default: it is passed over), queue (it waits) or replace (that is stopped first).")]
    public ScheduleOverlap? Overlap { get; init; }

    [Description("The job that it starts, as it would be submitted; or workflow. Its hosts are found at each start. Its jobs and tasks bear the label schedule, with this schedule's id.")]
    public SubmitJob? Job { get; init; }

    [Description("The workflow that it starts, as it would be submitted; or job. The hosts of its steps are found at each start, and values are those that are given here. The id of such a schedule has at most 13 characters.")]
    public SubmitWorkflow? Workflow { get; init; }
}
