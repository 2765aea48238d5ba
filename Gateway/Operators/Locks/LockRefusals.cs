using OrleansOps.Http;
using OrleansOps.Locks;
using OrleansOps.Operators.Agents;

namespace OrleansOps.Operators.Locks;

/// <summary>The words for locks that nobody has, or somebody else.</summary>
internal static class LockRefusals
{
    public static Refusal Unknown(string id) => new(
        Api.ProblemCodes.UnknownLock, "No task has this lock.", $"No task has the lock '{AgentNames.Shown(id)}': its name is wrong, or it is free. opsctl locks list shows those that tasks have.")
    { See = "GET /api/v1/locks" };

    public static Refusal Another(string id, LockHolder holder) => new(
        Api.ProblemCodes.LockChanged, "Another task has the lock.", $"Task {holder.Task.TaskId} on {holder.Task.HostName} has the lock '{AgentNames.Shown(id)}'. Nothing was changed.")
    { See = $"GET /api/v1/locks/{Uri.EscapeDataString(id)}" };
}
