using Microsoft.Extensions.Logging;

namespace OrleansOps.Schedules;

internal sealed partial class ScheduleGrain
{
    [LoggerMessage(2501, LogLevel.Information, "Schedule {ScheduleId}: {JobId} of {Due} is started")]
    private partial void LogStarted(string scheduleId, string jobId, DateTimeOffset due);

    [LoggerMessage(2502, LogLevel.Warning, "Schedule {ScheduleId}: nothing is started for {Due}: {Why}")]
    private partial void LogNotStarted(string scheduleId, DateTimeOffset due, string why);

    [LoggerMessage(2503, LogLevel.Warning, "Schedule {ScheduleId} cannot go on now, and tries again: {Why}")]
    private partial void LogUnavailable(string scheduleId, string why);

    [LoggerMessage(2504, LogLevel.Error, "Schedule {ScheduleId} starts nothing on this silo: '{Field}' {Why}")]
    private partial void LogUnreadable(string scheduleId, string field, string why);
}
