using System.ComponentModel;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Locks;
using OrleansOps.Metrics;
using OrleansOps.Operators.Agents;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Locks;

/// <summary>Looking at the locks that tasks have, and taking one away.</summary>
internal static class LockEndpoints
{
    public static void MapLocks(this IEndpointRouteBuilder routes)
    {
        var locks = routes.MapGroup("/locks").WithTags("Locks");
        locks.MapGet("", List).WithName("listLocks").WithSummary("Lists the locks that tasks have, by id. A lock that nobody has is not listed: it is there as soon as a task names it.")
            .Answers<Api.LockList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        locks.MapGet("/{id}", Read).WithName("readLock").WithSummary("Reads a lock: which task has it, and which wait.")
            .Answers<Api.LockView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        locks.MapDelete("/{id}", Release).WithName("releaseLock").WithSummary("Takes a lock from the task that is named, whatever that does, and gives it to the next. Look first whether something of the task runs.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> List(
        IGrainFactory grains,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var items = 0;
        if ((QueryValues.Items(limit, out items) ?? (cursor is null || LockNames.Read(cursor) is not null ? null : QueryValues.WrongCursor)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var page = await grains.GetGrain<ILockIndexGrain>(0).List(cursor, items);
        return TypedResults.Ok(new Api.LockList([.. page.Items.Select(one => one.ToRest())], page.NextCursor));
    }

    private static async Task<IResult> Read(
        [Description("Name of the lock; for one of a host, '@' and the host's id or name after it.")] string id, IGrainFactory grains, AgentNames names)
    {
        var (key, refusal) = await Key(id, names);
        if (key is null)
        {
            return refusal!.ToResult();
        }

        if (await grains.GetGrain<ILockGrain>(key).Describe() is not { } found)
        {
            return LockRefusals.Unknown(id).ToResult();
        }

        var holder = await grains.GetGrain<ITaskGrain>(found.Holder.Task.TaskId).Describe();
        return TypedResults.Ok(found.ToRest(holder?.Phase));
    }

    private static async Task<IResult> Release(
        [Description("Name of the lock; for one of a host, '@' and the host's id or name after it.")] string id,
        IGrainFactory grains, AgentNames names, GatewayMeter meter, HttpContext http,
        [Description("Id of the task that has it: another one keeps it.")] string? task = null)
    {
        var (key, refusal) = await Key(id, names);
        if ((refusal ?? LockRules.Task(task)) is { } broken)
        {
            return meter.Refuse(broken);
        }

        http.Audit().Of(id, $"taken from task {task}");
        var grain = grains.GetGrain<ILockGrain>(key!);
        if (await grain.Break(task!, http.User.TokenName()) is not null)
        {
            return TypedResults.NoContent();
        }

        return meter.Refuse(await grain.Describe() is { } other ? LockRefusals.Another(id, other.Holder) : LockRefusals.Unknown(id));
    }

    /// <summary>Of the lock that is meant. A host that is gone is called by its id.</summary>
    private static async Task<(string? Key, Refusal? Refusal)> Key(string id, AgentNames names) => LockNames.Read(id) switch
    {
        null => (null, LockRules.WrongId),
        (var name, null) => (name, null),
        var (name, host) when (await names.Resolve(host)).Agent is { } agent => (LockNames.Id(LockNames.OfHost + name, agent.Id), null),
        var (name, host) => (LockNames.Id(LockNames.OfHost + name, host), null),
    };
}
