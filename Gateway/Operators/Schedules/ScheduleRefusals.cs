using OrleansOps.Http;
using OrleansOps.Schedules;

namespace OrleansOps.Operators.Schedules;

/// <summary>The words for schedules that are not there, are others, or stand otherwise.</summary>
internal static class ScheduleRefusals
{
    public static Refusal Unknown(string id) => new(Api.ProblemCodes.UnknownSchedule, $"There is no schedule '{id}'.", "Its id is wrong, or it was deleted.") { See = "GET /api/v1/schedules" };

    public static Refusal Conflict(ScheduleView there) => new(
        Api.ProblemCodes.ConflictingSchedule, $"There is another schedule '{there.Id}'.",
        $"Nothing was changed. To put this one in its place send 'If-Match: \"{there.Revision}\"'; or choose another id.")
    { Field = "id", See = $"GET /api/v1/schedules/{there.Id}" };

    public static Refusal Changed(string id, ScheduleView? there) => new(
        Api.ProblemCodes.ScheduleChanged, there is null ? $"There is no schedule '{id}' any more." : $"Schedule '{id}' was changed: it is at revision {there.Revision}.",
        "Nothing was changed. Read it again, and send the change with its new ETag.")
    { See = $"GET /api/v1/schedules/{id}" };

    public static Refusal Full() => new(
        Api.ProblemCodes.TooManySchedules, "There are as many schedules as are kept.", "Delete some first, or let more be kept (Schedules:Most).")
    { See = "GET /api/v1/schedules" };

    public static Refusal Busy(string id, string open) => new(
        Api.ProblemCodes.ScheduleBusy, $"What schedule '{id}' started last, '{open}', is not over.", "Nothing was started. Wait for its end, or stop it.")
    { See = $"GET /api/v1/schedules/{id}" };

    public static Refusal IdTaken(string id, string started, bool isWorkflow) => isWorkflow
        ? new Refusal(Api.ProblemCodes.ConflictingWorkflow, $"There is another workflow '{started}'.", $"Schedule '{id}' did not start it. Nothing was started. Choose another id.") { Field = "workflowId" }
        : new Refusal(Api.ProblemCodes.ConflictingJob, $"There is another job '{started}'.", $"Schedule '{id}' did not start it. Nothing was started. Choose another id.") { Field = "jobId" };

    public static Refusal NoHosts(string id, Said? why) => new(
        Api.ProblemCodes.NoHosts, $"Schedule '{id}' has no host to start anything on.", $"{why?.Text} Nothing was started. opsctl hosts lists the hosts with their labels.")
    { See = "GET /api/v1/agents" };
}
