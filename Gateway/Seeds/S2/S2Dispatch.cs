using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Metrics;
using OrleansOps.Operators.Tasks;
using OrleansOps.Secrets;
using OrleansOps.Seeds.S2.Wire;
using OrleansOps.Tasks;

namespace OrleansOps.Seeds.S2;

/// <summary>Takes tasks for a host, as our own API does: stored first, and sent when the host is there, within a day.</summary>
internal sealed class S2Dispatch(S2Hosts hosts, IGrainFactory grains, TaskSecrets secrets, IOptions<LogCapOptions> caps, GatewayMeter meter)
{
    private const int MostTasks = 500;
    private const string Taken = "dispatched";

    public async Task<IResult> One(string id, HttpContext http)
    {
        var (task, unread) = S2Reading.Read(http, S2Json.Default.S2Task);
        if (task is null)
        {
            return unread!;
        }

        var (host, unknown) = await Host(id);
        if (host is null)
        {
            return unknown!;
        }

        var (order, why) = S2Orders.Of(task, host.Id, S2Hosts.NumberOf(host));
        if (order is null)
        {
            return S2Refusal.Bad(why!);
        }

        http.Audit().Of(task.Id!, $"on {host.Name}");
        return await Submit(task.Id!, order, host, http) is { } refusal ? refusal : TypedResults.Json(new S2Dispatched(id, Taken, task.Id!), S2Json.Default.S2Dispatched);
    }

    /// <summary>All are looked at before one is taken. Sent again it is the same: ids that are there are the same tasks.</summary>
    public async Task<IResult> Batch(string id, HttpContext http)
    {
        var (tasks, unread) = S2Reading.Read(http, S2Json.Default.IReadOnlyListS2Task);
        if (tasks is not { Count: > 0 and <= MostTasks })
        {
            return unread ?? S2Refusal.Bad(tasks!.Count == 0 ? "tasks array is empty" : $"the array has {tasks.Count} tasks; the limit is {MostTasks}");
        }

        var (host, unknown) = await Host(id);
        if (host is null)
        {
            return unknown!;
        }

        var orders = new List<(string Id, Api.SubmitTask Task)>(tasks.Count);
        foreach (var task in tasks)
        {
            var (order, why) = task is null ? (null, "it is null") : S2Orders.Of(task, host.Id, S2Hosts.NumberOf(host));
            if (order is null)
            {
                return S2Refusal.Bad($"task {orders.Count + 1} of {tasks.Count}: {why}; none was taken");
            }

            orders.Add((task!.Id!, order));
        }

        http.Audit().Of(host.Id, $"{orders.Count} tasks, {orders[0].Id} to {orders[^1].Id}, on {host.Name}");
        for (var at = 0; at < orders.Count; at++)
        {
            if (await Submit(orders[at].Id, orders[at].Task, host, http) is { } refusal)
            {
                return refusal with { Error = $"task {at + 1} of {orders.Count}: {refusal.Error}; those before it were taken" };
            }
        }

        return TypedResults.Json(new S2DispatchedBatch(id, orders.Count, Taken, [.. orders.Select(order => order.Id)]), S2Json.Default.S2DispatchedBatch);
    }

    private async Task<(AgentView? Host, S2Refusal? Refusal)> Host(string alias)
    {
        var (host, refusal) = await hosts.Find(alias);
        return host is null ? (null, refusal ?? S2Refusal.UnknownAgent) : (host, null);
    }

    private async Task<S2Refusal?> Submit(string id, Api.SubmitTask task, AgentView host, HttpContext http)
    {
        var spec = task.ToSpec(id, host.Id, host.Name, http.User, caps.Value, secrets, stored: null);
        if (await grains.GetGrain<IAgentGrain>(host.Id).Submit(id, spec, name: null) is not { } reply)
        {
            return S2Refusal.UnknownAgent;   // it was removed just now
        }

        if (reply.Status == SubmitStatus.Conflict)
        {
            return S2Refusal.Conflict($"there is another task {id}: the id was used for something else, and nothing was changed");
        }

        if (reply.Status == SubmitStatus.Blocked)
        {
            return S2Refusal.Conflict($"task {id} was not taken: {reply.Task.Reason}");
        }

        meter.TaskSubmitted(reply.Status == SubmitStatus.Created);
        return null;
    }
}
