namespace OrleansOps.Schedules;

/// <summary>What operators are told of a schedule.</summary>
internal static class ScheduleReasons
{
    public static Said Missed(int times) => Said.Of(
        "scheduleMissed", times == 1 ? "Nothing could be started at this time, and it is not made up for." : $"Nothing could be started at {times} times, and they are not made up for.", ("times", times));

    public static Said Busy(StartedOrder started) => started.IsWorkflow
        ? Said.Of("scheduleBusyWorkflow", $"Workflow '{started.Id}', started before, was not over.", ("workflowId", started.Id))
        : Said.Of("scheduleBusy", $"Job '{started.Id}', started before, was not over.", ("jobId", started.Id));

    public static Said TooManyWait(int most) => Said.Of("scheduleTooManyWait", $"{most} times waited already for the job before to be over.", ("most", most));

    public static Said Overtaken() => Said.Of("scheduleOvertaken", "A later time had come before the job of this one could begin.");

    public static Said PausedBy(string by) => Said.Of("schedulePaused", $"Paused by {by} before its job could begin.", ("by", by));

    public static Said RunBy(string by) => Said.Of("scheduleRunBy", $"Started by {by}.", ("by", by));

    public static Said IdTaken(StartedOrder order) => order.IsWorkflow
        ? Said.Of("scheduleWorkflowIdTaken", $"There is another workflow '{order.Id}', which this schedule did not start.", ("workflowId", order.Id))
        : Said.Of("scheduleJobIdTaken", $"There is another job '{order.Id}', which this schedule did not start.", ("jobId", order.Id));

    public static Said NoHostsOfStep(string step) => Said.Of("scheduleStepHosts", $"Step '{step}' has no hosts.", ("step", step));

    public static Said NoHosts(string on) => Said.Of("scheduleNoHosts", $"'{on}' chose no host.", ("on", on));

    public static Said HostUnknown(string host) => Said.Of("scheduleHostUnknown", $"There is no host '{host}' any more, so no host was given its task.", ("host", host));

    public static Said HostAmbiguous(string host) => Said.Of("scheduleHostAmbiguous", $"Several hosts are called '{host}', so no host was given its task. Name it by its id.", ("host", host));

    public static Said TooManyHosts(int most) => Said.Of("scheduleTooManyHosts", $"More than {most} hosts were chosen, the limit.", ("most", most));
}
