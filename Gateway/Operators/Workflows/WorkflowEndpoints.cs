using System.ComponentModel;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Operators.Agents;
using OrleansOps.Operators.Tasks;
using OrleansOps.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.Operators.Workflows;

/// <summary>Submitting, reading and leading workflows.</summary>
internal static class WorkflowEndpoints
{
    /// <summary>What happens within a job is not told to its workflow, which is therefore asked while somebody looks.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static void MapWorkflows(this IEndpointRouteBuilder routes)
    {
        var workflows = routes.MapGroup("/workflows").WithTags("Workflows");
        workflows.MapPut("/{id}", Submit).WithName("submitWorkflow").WithSummary("Submits several steps, each a job, an approval or a wait, under an id of the caller's choice; submitting it twice is harmless.")
            .Answers<Api.WorkflowView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        workflows.MapPost("/check", Check).WithName("checkWorkflow").WithSummary("Says what a workflow would do if it was submitted now, or what is wrong with it. Nothing is stored.")
            .Answers<Api.WorkflowCheck>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        workflows.MapGet("/{id}", Read).WithName("readWorkflow").WithSummary("Reads a workflow, or waits for its end or for a change.")
            .Answers<Api.WorkflowView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        workflows.MapGet("", List).WithName("listWorkflows").WithSummary("Lists workflows, newest first.")
            .Answers<Api.WorkflowList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        workflows.MapPost("/{id}/stop", Stop).WithName("stopWorkflow").WithSummary("No step begins any more but those that always run, and what runs is cancelled. Said again, not even those. The workflow is 'stopped' only when nothing of it runs.")
            .Answers<Api.WorkflowView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        workflows.MapPost("/{id}/steps/{step}/decide", Decide).WithName("decideStep").WithSummary("Approves or rejects a step that waits for that.")
            .Answers<Api.WorkflowView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        workflows.MapPost("/{id}/retry", Retry).WithName("retryWorkflow").WithSummary("Begins another round of a workflow that is over, for the steps that did not succeed.")
            .Answers<Api.WorkflowView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task<IResult> Submit(string id, JsonBody<Api.SubmitWorkflow> body, IGrainFactory grains, WorkflowOrders orders, GatewayMeter meter, HttpContext http)
    {
        if (WorkflowRules.Id(id) is { } wrong)
        {
            return meter.Refuse(wrong);
        }

        var (spec, refusal) = await orders.Spec(id, body.Value, http.User, http.RequestAborted);
        if (spec is null)
        {
            return meter.Refuse(refusal!);
        }

        var grain = grains.GetGrain<IWorkflowGrain>(id);
        if (await grain.Describe() is { } there)   // which hosts there are now does not matter any more
        {
            return string.Equals(there.Spec.Digest, spec.Digest, StringComparison.Ordinal) ? TypedResults.Ok(there.ToRest()) : meter.Refuse(WorkflowRefusals.Conflict(id));
        }

        var (hosts, none) = await orders.Hosts(body.Value, http.RequestAborted);
        if (hosts is null)
        {
            return meter.Refuse(none!);
        }

        http.Audit().Of(id, $"{spec.Steps.Count} steps");
        var counted = spec with { Steps = [.. spec.Steps.Select((step, place) => step with { Hosts = hosts[place].Count })] };
        var reply = await grain.Submit(counted, hosts);
        return reply.Status switch
        {
            SubmitStatus.Conflict => meter.Refuse(WorkflowRefusals.Conflict(id)),
            SubmitStatus.Created => TypedResults.Created($"/api/v1/workflows/{id}", reply.Workflow.ToRest()),
            _ => TypedResults.Ok(reply.Workflow.ToRest()),
        };
    }

    private static async Task<IResult> Check(JsonBody<Api.SubmitWorkflow> body, WorkflowOrders orders, HttpContext http)
    {
        http.Audit().Omit();   // nothing is changed
        var (spec, refusal) = await orders.Spec("check", body.Value, http.User, http.RequestAborted);
        var (hosts, none) = spec is null ? (null, null) : await orders.Hosts(body.Value, http.RequestAborted);
        return (refusal ?? none) is { } wrong
            ? wrong.ToResult()
            : TypedResults.Ok(new Api.WorkflowCheck { Values = spec!.Values, Hosts = [.. hosts!.Select(each => each.Count)] });
    }

    private static async Task<IResult> Read(
        string id, IGrainFactory grains, TimeProvider time, HttpContext http,
        [Description("Wait so many seconds, 0 to 60, for the workflow's end, or for a change where seen is given.")] string? waitSeconds = null,
        [Description("The seen of the answer before: wait until it is another.")] string? seen = null)
    {
        var seconds = 0;
        if ((WorkflowRules.Id(id) ?? QueryValues.Wait(waitSeconds, out seconds) ?? QueryValues.Seen(seen)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var grain = grains.GetGrain<IWorkflowGrain>(id);
        var workflow = await new LongPoll(seconds, seen, time, http.RequestAborted).Answer(
            grain.Describe(), now => (now.Phase.IsTerminal(), now.Seen), grain.WaitForChange, LookEvery);
        return workflow is null ? WorkflowRefusals.Unknown(id).ToResult() : TypedResults.Ok(workflow.ToRest());
    }

    private static async Task<IResult> List(
        IGrainFactory grains,
        [Description("true: only workflows that are not over.")] string? open = null,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var items = 0;
        if ((QueryValues.Items(limit, out items) ?? TaskQueries.Place(cursor) ?? QueryValues.Open(open)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var page = await grains.GetGrain<IWorkflowIndexGrain>(0).List(new WorkflowQuery { Open = string.Equals(open, "true", StringComparison.Ordinal), Limit = items, Cursor = cursor });
        return TypedResults.Ok(new Api.WorkflowList([.. page.Items.Select(WorkflowBodies.ToRest)], page.NextCursor));
    }

    private static Task<IResult> Stop(string id, IGrainFactory grains, HttpContext http) =>
        Change(id, grains, workflow => workflow.Stop(http.User.TokenName()), WorkflowRefusals.Over);

    private static async Task<IResult> Decide(string id, string step, JsonBody<Api.DecideStep> body, IGrainFactory grains, HttpContext http)
    {
        var by = http.User.TokenName();
        http.Audit().Of(id, $"{(body.Value.Approve is true ? "approved" : "rejected")} {AgentNames.Shown(step)}");
        return WorkflowRules.Broken(body.Value) is { } broken
            ? broken.ToResult()
            : await Change(id, grains, workflow => workflow.Decide(step, new ApprovalDecision(body.Value.Approve!.Value, by, body.Value.Comment)), workflow => WorkflowRefusals.NotDecided(workflow, AgentNames.Shown(step), by));
    }

    private static async Task<IResult> Retry(string id, JsonBody<Api.RetryWorkflow> body, IGrainFactory grains, HttpContext http) => WorkflowRules.Broken(body.Value) is { } broken
        ? broken.ToResult()
        : await Change(id, grains, workflow => workflow.Retry(body.Value.Round!.Value, http.User.TokenName()), WorkflowRefusals.NotOver);

    private static async Task<IResult> Change(string id, IGrainFactory grains, Func<IWorkflowGrain, Task<WorkflowChange?>> word, Func<WorkflowView, Refusal> refuse) =>
        WorkflowRules.Id(id) is { } refusal ? refusal.ToResult()
        : await word(grains.GetGrain<IWorkflowGrain>(id)) switch
        {
            null => WorkflowRefusals.Unknown(id).ToResult(),
            { Fits: false, Workflow: var workflow } => refuse(workflow).ToResult(),
            { Workflow: var workflow } => TypedResults.Ok(workflow.ToRest()),
        };
}
