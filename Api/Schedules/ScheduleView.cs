using System.ComponentModel;
using OrleansOps.Schedules;

namespace OrleansOps.Api;

/// <summary>A schedule as it stands.</summary>
public sealed record ScheduleView
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    [Description("Raised with each edit; the ETag of the answer is the same in quotes.")]
    public required int Revision { get; init; }

    public required ScheduleTiming When { get; init; }

    public required ScheduleMissed Missed { get; init; }

    public required int MissedMost { get; init; }

    public required ScheduleOverlap Overlap { get; init; }

    [Description("The job that it starts, as it was sent; values of secrets are null. Null: it starts a workflow.")]
    public SubmitJob? Job { get; init; }

    [Description("The workflow that it starts. Null: it starts a job.")]
    public ScheduledWorkflow? Workflow { get; init; }

    [Description("Nothing is started until it is resumed.")]
    public required bool Paused { get; init; }

    public string? PausedBy { get; init; }

    [Description("Its next ten times, in its time zone; none while it is paused.")]
    public required IReadOnlyList<DateTimeOffset> Next { get; init; }

    [Description("Times that begin when what was started before is over.")]
    public required IReadOnlyList<DateTimeOffset> Waiting { get; init; }

    [Description("What became of its last 20 times, the newest first.")]
    public required IReadOnlyList<ScheduleStart> Starts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    [Description("Who stored it as it is now; what it starts is submitted in this name.")]
    public string? SubmittedBy { get; init; }
}
