using System.ComponentModel;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Operators.Agents;
using OrleansOps.Operators.Secrets;
using OrleansOps.Secrets;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Tasks;

/// <summary>Submitting, reading and ending tasks.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapPut("/{id}", Submit).WithName("submitTask").WithSummary("Submits a task under an id of the caller's choice; submitting it twice is harmless.")
            .Answers<Api.TaskView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        tasks.MapGet("/{id}", Read).WithName("readTask").WithSummary("Reads a task, or waits for its end.")
            .Answers<Api.TaskView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        tasks.MapGet("", List).WithName("listTasks").WithSummary("Lists tasks, newest first.")
            .Answers<Api.TaskList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity);
        tasks.MapDelete("/{id}", Delete).WithName("deleteTask").WithSummary("Removes a task that is over, and its log, for good.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        tasks.MapPost("/{id}/cancel", Cancel).WithName("cancelTask").WithSummary("Asks for a task's end. It is 'cancelled' only when the host has confirmed it.")
            .Answers<Api.TaskView>(StatusCodes.Status200OK, StatusCodes.Status202Accepted).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Submit(
        string id, JsonBody<Api.SubmitTask> body, IGrainFactory grains, AgentNames names, TaskReader reader, GatewayMeter meter, HttpContext http,
        IOptions<LogCapOptions> caps, TaskSecrets secrets, IFileStore files, SecretsOfTask stored,
        [Description("Wait so many seconds, 0 to 60, for the task's end and until its whole output is stored.")] string? waitSeconds = null)
    {
        var (task, seconds) = (InputRules.Completed(body.Value), 0);
        var refusal = TaskQueries.Id(id) ?? QueryValues.Wait(waitSeconds, out seconds) ?? SubmitRules.Broken(task)
            ?? caps.Value.Broken(task.LogCapBytes);
        if (refusal is not null)
        {
            return meter.Refuse(refusal);
        }

        var (file, missing) = await FileRules.Stored(task.File, files, http.RequestAborted);
        if ((missing ?? await Withheld(id, task, stored, names, grains)) is { } gone)
        {
            return meter.Refuse(gone);
        }

        http.Audit().Of(id, $"on {task.Agent}");
        var (reply, unknown) = await names.At(task.Agent!, (agentId, name) =>
            grains.GetGrain<IAgentGrain>(agentId).Submit(id, task.ToSpec(id, agentId, name ?? agentId, http.User, caps.Value, secrets, file), name));
        if (reply is null)
        {
            return meter.Refuse(unknown!);
        }

        if (reply.Status == SubmitStatus.Conflict)
        {
            return meter.Refuse(TaskRefusals.Conflict(id));
        }

        if (reply.Status == SubmitStatus.Blocked)
        {
            return meter.Refuse(TaskRefusals.Blocked(reply.Task));
        }

        var isNew = reply.Status == SubmitStatus.Created;
        http.Audit().Of(id, $"on {reply.Task.Spec.AgentName}{(reply.Task.Spec.Warnings is { } warnings ? $", warned by {string.Join("; ", warnings)}" : "")}");
        var audited = http.Audit().Write(AuditOutcome.Done, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);   // while it waits for the end
        meter.TaskSubmitted(isNew);
        var stands = await reader.Wait(id, reply.Task, seconds, http.RequestAborted) ?? reply.Task;
        await audited;
        var shown = await reader.Show(stands);
        var location = $"/api/v1/tasks/{id}";
        http.Response.Headers.Location = location;
        return isNew ? TypedResults.Created(location, shown) : TypedResults.Ok(shown);
    }

    /// <summary>Why a new task may not have the stored secrets that it names. One that is there already is what it was.</summary>
    private static async Task<Refusal?> Withheld(string id, Api.SubmitTask task, SecretsOfTask stored, AgentNames names, IGrainFactory grains) =>
        task.StoredSecrets is { Count: > 0 }
            && (await names.Resolve(task.Agent!)).Agent is { } host
            && await stored.Refused(task, host) is { } refusal
            && await grains.GetGrain<ITaskGrain>(id).Describe() is null
            ? refusal
            : null;

    private static async Task<IResult> Read(
        string id, IGrainFactory grains, TaskReader reader, HttpContext http,
        [Description("Wait so many seconds, 0 to 60, for the task's end and until its whole output is stored.")] string? waitSeconds = null)
    {
        var seconds = 0;
        if ((TaskQueries.Id(id) ?? QueryValues.Wait(waitSeconds, out seconds)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var task = await reader.Wait(id, await grains.GetGrain<ITaskGrain>(id).Describe(), seconds, http.RequestAborted);
        return task is null ? TaskRefusals.Unknown(id).ToResult() : TypedResults.Ok(await reader.Show(task));
    }

    private static async Task<IResult> List(
        IGrainFactory grains, TaskSearch search, WaitingReasons waiting, HttpContext http,
        [Description("Id or unique name of a host.")] string? agent = null,
        [Description("Only tasks in this phase; several by repeating it, or with commas.")] string[]? phase = null,
        [Description("Only tasks with this label, as name=value.")] string? label = null,
        [Description("true: only tasks that are not over; false: only those that are.")] string? open = null,
        [Description("Only tasks with this in the host's name, the task's id, its name or its preview.")] string? text = null,
        [Description("Only tasks that the token of this name submitted; me: of whoever asks.")] string? by = null,
        [Description("Only tasks submitted then or later (RFC 3339).")] string? since = null,
        [Description("Only tasks submitted before (RFC 3339).")] string? until = null,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        _ = (agent, phase, label, open, text, by, since, until, limit, cursor);   // named for the description; read as one below
        var (query, refusal) = await search.Read(http);
        if (query is null)
        {
            return refusal!.ToResult();
        }

        var page = await grains.GetGrain<ITaskIndexGrain>(0).List(query);
        return TypedResults.Ok(new Api.TaskList(await waiting.Show(page.Items), page.NextCursor));
    }

    private static async Task<IResult> Cancel(string id, IGrainFactory grains, TaskReader reader, ClaimsPrincipal user)
    {
        if (TaskQueries.Id(id) is { } refusal)
        {
            return refusal.ToResult();
        }

        var grain = grains.GetGrain<ITaskGrain>(id);
        var before = await grain.Describe();
        if (before is { } over && over.Phase.IsTerminal())
        {
            return TypedResults.Ok(await reader.Show(over));
        }

        return before is not null && await grain.Cancel(user.TokenName()) is { } task
            ? TypedResults.Accepted($"/api/v1/tasks/{id}", await reader.Show(task))
            : TaskRefusals.Unknown(id).ToResult();
    }

    private static async Task<IResult> Delete(string id, IGrainFactory grains)
    {
        if (TaskQueries.Id(id) is { } refusal)
        {
            return refusal.ToResult();
        }

        return await grains.GetGrain<ITaskGrain>(id).Delete() switch
        {
            null => TaskRefusals.Unknown(id).ToResult(),
            false => TaskRefusals.Open(id).ToResult(),
            true => TypedResults.NoContent(),
        };
    }
}
