using System.Globalization;
using OrleansOps.Jobs;

namespace OrleansOps.Schedules;

/// <summary>What the jobs of a schedule are called. A start that is repeated must have the same name, so it never changes.</summary>
public static class ScheduleIds
{
    /// <summary>Longest id of a schedule: with a time behind it, it is the id of a job.</summary>
    public const int Length = JobShards.IdLength - 16;

    /// <summary>The job of one time: the schedule's id and the time in UTC, such as nightly-20261130T020000.</summary>
    public static string JobOf(string scheduleId, DateTimeOffset due) =>
        string.Create(CultureInfo.InvariantCulture, $"{scheduleId}-{due.UtcDateTime:yyyyMMdd'T'HHmmss}");

    /// <summary>What secrets of its jobs are sealed for: no task and no job has a name with a slash.</summary>
    public static string SealedFor(string scheduleId) => $"schedule/{scheduleId}";
}
