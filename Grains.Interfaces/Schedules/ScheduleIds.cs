using System.Globalization;
using OrleansOps.Jobs;
using OrleansOps.Workflows;

namespace OrleansOps.Schedules;

/// <summary>What the jobs and workflows of a schedule are called. A start that is repeated must have the same name, so it never changes.</summary>
public static class ScheduleIds
{
    /// <summary>Longest id of a schedule: with a time behind it, it is the id of a job.</summary>
    public const int Length = JobShards.IdLength - 16;

    /// <summary>Longest id of a schedule of workflows, whose ids are shorter than those of jobs.</summary>
    public const int LengthForWorkflow = WorkflowIds.Length - 11;

    /// <summary>The job of one time: the schedule's id and the time in UTC, such as nightly-20261130T020000.</summary>
    public static string JobOf(string scheduleId, DateTimeOffset due) =>
        string.Create(CultureInfo.InvariantCulture, $"{scheduleId}-{due.UtcDateTime:yyyyMMdd'T'HHmmss}");

    /// <summary>The workflow of one time, to the minute: none is due twice in one. Such as nightly-2611300200.</summary>
    public static string WorkflowOf(string scheduleId, DateTimeOffset due) => string.Create(CultureInfo.InvariantCulture, $"{scheduleId}-{due.UtcDateTime:yyMMddHHmm}");

    /// <summary>What secrets of its jobs are sealed for: no task and no job has a name with a slash.</summary>
    public static string SealedFor(string scheduleId) => $"schedule/{scheduleId}";
}
