using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Seeds.S2.Wire;
using OrleansOps.Tasks;

namespace OrleansOps.Seeds.S2;

/// <summary>Ends tasks. S2 said "cancelled" when it had passed the word on; here that is said when it is so, which is waited for a little.</summary>
internal sealed class S2Cancels(S2Hosts hosts, IGrainFactory grains)
{
    private const int MostTasks = 500;
    private const string Failed = "failed";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IResult> One(string id, string taskId, HttpContext http)
    {
        var (host, refusal) = await hosts.Find(id);
        if (host is null)
        {
            return refusal ?? S2Refusal.UnknownTaskOfNobody;
        }

        http.Audit().Of(ShownId(taskId), $"on {host.Name}");
        var task = await End(host, taskId, http);
        return task is null ? UnknownAt(host)
            : Why(task) is { } why ? S2Refusal.Bad(why)
            : TypedResults.Json(new S2Cancelled(id, null, Source(task), Status(task), taskId), S2Json.Default.S2Cancelled);
    }

    public async Task<IResult> Batch(string id, HttpContext http)
    {
        var (asked, unread) = S2Reading.Read(http, S2Json.Default.S2CancelBatch);
        if (asked is null)
        {
            return unread!;
        }

        if (asked.TaskIds is not { Count: > 0 and <= MostTasks } ids || ids.Any(task => task is null))
        {
            return S2Refusal.Bad(asked.TaskIds is not { Count: > 0 } ? "task_ids array is empty" : asked.TaskIds.Count > MostTasks ? $"'task_ids' has {asked.TaskIds.Count} ids; the limit is {MostTasks}" : "'task_ids' holds null");
        }

        var (host, refusal) = await hosts.Find(id);
        if (host is null)
        {
            return refusal ?? S2Refusal.UnknownAgent;
        }

        http.Audit().Of(host.Id, $"{ids.Count} tasks, such as {ShownId(ids[0]!)}, on {host.Name}");
        var results = await Task.WhenAll(ids.Select(async task => Result(task!, await End(host, task!, http), host)));
        var failed = results.Count(result => result.Error is not null);
        return TypedResults.Json(new S2CancelledBatch(id, failed, results, results.Length - failed, results.Length), S2Json.Default.S2CancelledBatch);
    }

    /// <summary>The task when it is over, or as it stands after a while; null: this host has no such task.</summary>
    private async Task<TaskView?> End(AgentView host, string id, HttpContext http)
    {
        if (!IdFormat.IsId(id))
        {
            return null;
        }

        var grain = grains.GetGrain<ITaskGrain>(id);
        var task = await grain.Describe();
        if (task is null || !string.Equals(task.Spec.AgentId, host.Id, StringComparison.Ordinal))
        {
            return null;
        }

        if (!task.Phase.IsTerminal())
        {
            task = await grain.Cancel(http.User.TokenName());
        }

        return task is null || task.Phase.IsTerminal() ? task : await grain.WaitForEnd(Patience);
    }

    private static S2Cancelled Result(string id, TaskView? task, AgentView host) =>
        task is null ? new S2Cancelled(null, UnknownAt(host).Error, null, Failed, id)
        : Why(task) is { } why ? new S2Cancelled(null, why, null, Failed, id)
        : new S2Cancelled(null, null, Source(task), Status(task), id);

    private static S2Refusal UnknownAt(AgentView host) => host.Presence == AgentPresence.Online ? S2Refusal.UnknownTask : S2Refusal.UnknownTaskOfNobody;

    private static string? Why(TaskView task) => task.Phase switch
    {
        TaskPhase.Succeeded => "the task is over: success",
        TaskPhase.Failed => "the task is over: failed",
        TaskPhase.TimedOut => "the task is over: timeout",
        TaskPhase.Lost => "the task is over: lost, nobody knows how it ended",
        TaskPhase.Rejected => "the task is over: it never ran",
        _ => null,
    };

    private static string Status(TaskView task) => task.Phase == TaskPhase.Cancelled ? "cancelled" : "cancelling";

    private static string Source(TaskView task) => task.SentAt is null ? "pending_store" : "websocket";

    private static string ShownId(string id) => IdFormat.IsId(id) ? id : "...";
}
