using OrleansOps.Http;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>The words for tasks that are not there or are others.</summary>
internal static class TaskRefusals
{
    public static Refusal Unknown(string id) => new(
        Api.ProblemCodes.UnknownTask, $"There is no task '{id}'.", "Its id is wrong, or it was deleted or forgotten.")
    { See = "GET /api/v1/tasks" };

    public static Refusal Open(string id) => new(
        Api.ProblemCodes.TaskNotOver, $"Task '{id}' is not over.", "Nothing was changed. Cancel it first.")
    { See = $"POST /api/v1/tasks/{id}/cancel" };

    public static Refusal Blocked(TaskView task) => new(Api.ProblemCodes.BlockedByRule, $"Task '{task.Id}' is blocked by a rule on commands.", $"{task.Reason} opsctl rules list shows the rules.")
    { See = "GET /api/v1/command-rules" };

    public static Refusal Conflict(string id) => new(
        Api.ProblemCodes.ConflictingTask, $"There is another task '{id}'.",
        "The id was used for a different request. Nothing was changed. Choose another id, or send the same body to read the task.")
    { Field = "id" };
}
