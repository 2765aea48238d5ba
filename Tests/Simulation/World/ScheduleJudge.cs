using System.Reflection;
using OrleansOps.Schedules;

namespace OrleansOps.Simulation.World;

/// <summary>Judges the lives of schedules.</summary>
internal sealed class ScheduleJudge(SimulatedWorld world)
{
    private bool IsStoreHurt => world.Promises.IsStoreHurt;

    public void Stored(ScheduleEntry entry, MethodInfo method, object? answer)
    {
        if (world.FindSchedule(entry.Id) is not { } schedule || (method.Name == nameof(IScheduleStore.Create) && answer is Task<bool> { Result: false }))
        {
            return;
        }

        var (before, after) = (schedule.Stored, entry.State);
        schedule.Stored = after;
        world.Scheduler.Trace.Add($"stored: schedule {schedule.Id} version {after.Version} is at {after.SeenTo}, {after.Waiting.Count} wait, {after.Beginning} begins, {after.Current ?? after.CurrentWorkflow} is current{(after.PausedBy is null ? "" : ", paused")}");
        if (before is null)
        {
            schedule.From = after.SeenTo;
            return;
        }

        if (IsStoreHurt)
        {
            return;
        }

        if (after.SeenTo < before.SeenTo)
        {
            Break("A schedule does not forget how far it is", $"{schedule.Id} was at {before.SeenTo:O} and is at {after.SeenTo:O}");
        }

        foreach (var start in after.Starts.ExceptBy(before.Starts.Select(Key), Key))
        {
            Told(schedule, start);
        }
    }

    /// <summary>A job or a workflow that a schedule has started is stored for the first time.</summary>
    public void Begins(string scheduleId, string id)
    {
        if (IsStoreHurt || world.FindSchedule(scheduleId) is not { } schedule)
        {
            return;
        }

        var due = schedule.Stored?.Beginning is not { } beginning ? null
            : schedule.Spec.Workflow is null ? ScheduleIds.JobOf(scheduleId, beginning) : ScheduleIds.WorkflowOf(scheduleId, beginning);
        if (!string.Equals(due, id, StringComparison.Ordinal) && !schedule.ByHand.Contains(id))
        {
            Break("A schedule starts what is due", $"{id} begins, and {due ?? "nothing"} is due");
        }

        if (Open(scheduleId).FirstOrDefault(other => !string.Equals(other, id, StringComparison.Ordinal)) is { } open)
        {
            Break("A schedule starts nothing while what it started last is not over", $"{id} begins, and {open} is not over");
        }
    }

    public bool AreAllOver() => world.Schedules.All(schedule => (schedule.IsAcknowledged && schedule.IsOver) || (IsStoreHurt && schedule.Stored is null));

    public void JudgeEnd()
    {
        foreach (var schedule in world.Schedules.Where(schedule => !(IsStoreHurt && schedule.Stored is null)))
        {
            if (!schedule.IsOver)
            {
                Break("Every schedule deals with its times", $"{schedule.Id}: {schedule.Stored}");
            }
            else if (!IsStoreHurt && ScheduleTimes.Of(schedule.Stored!.Spec!.Timing).Times!.After(schedule.From).TakeWhile(due => due <= schedule.Stored.SeenTo).Count() is var came && came != schedule.Told)
            {
                Break("Each time of a schedule is told of once", $"{schedule.Id}: {came} came, and {schedule.Told} were told");
            }
        }
    }

    private void Told(SimulatedSchedule schedule, ScheduleStart start)
    {
        if (start.Kind == ScheduleStartKind.Started && (start.JobId is { } job ? world.FindJob(job)?.Stored is null : world.FindWorkflow(start.WorkflowId!)?.Stored is null))
        {
            Break("What a schedule says it has started is there", $"{schedule.Id}: {start}");
        }

        if (start.Due is not { } due)
        {
            return;
        }

        schedule.Told += start.Count;
        if (start.Kind != ScheduleStartKind.Skipped && !schedule.Begun.Add(due))
        {
            Break("A time of a schedule begins once", $"{schedule.Id}: {due:O}");
        }
    }

    /// <summary>What it has started and is not over; jobs of workflows are over with these.</summary>
    private IEnumerable<string> Open(string scheduleId) =>
        world.Jobs.Where(job => job is { Stored: not null, IsOver: false, Spec.Workflow: null } && string.Equals(job.Spec.Schedule, scheduleId, StringComparison.Ordinal)).Select(job => job.Id)
            .Concat(world.Workflows.Where(workflow => workflow is { Stored: not null, IsOver: false } && string.Equals(workflow.Spec.Schedule, scheduleId, StringComparison.Ordinal)).Select(workflow => workflow.Id));

    private static (ScheduleStartKind, DateTimeOffset?, DateTimeOffset, int, string?, string?) Key(ScheduleStart start) => (start.Kind, start.Due, start.At, start.Count, start.JobId, start.WorkflowId);

    private void Break(string promise, string how) => world.Promises.Break(promise, how);
}
