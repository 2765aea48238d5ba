using OrleansOps.Tasks;

namespace OrleansOps.Schedules;

/// <summary>A stored schedule as others see it.</summary>
internal static class ScheduleViews
{
    public static ScheduleView View(this ScheduleState schedule, string id) => new()
    {
        Id = id,
        Spec = schedule.Spec!,
        Revision = schedule.Revision,
        PausedBy = schedule.PausedBy,
        SeenTo = schedule.SeenTo,
        Waiting = schedule.Waiting,
        Starts = schedule.Starts,
        CreatedAt = schedule.CreatedAt,
        ChangedAt = schedule.ChangedAt,
    };

    public static ScheduleSummary Summary(this ScheduleState schedule, string id) => new()
    {
        Id = id,
        Name = schedule.Spec!.Name,
        Preview = schedule.Spec.Workflow is { } workflow
            ? workflow.Name ?? string.Join(", ", workflow.Steps.Select(step => step.Name))
            : schedule.Spec.Job!.Name ?? schedule.Spec.Job.Task.Preview(),
        Timing = schedule.Spec.Timing,
        PausedBy = schedule.PausedBy,
        SeenTo = schedule.SeenTo,
        Last = schedule.Starts is [var last, ..] ? last : null,
        SubmittedBy = schedule.Spec.SubmittedBy,
    };
}
