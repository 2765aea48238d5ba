using System.ComponentModel;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>Submitting, reading and leading runs of Terraform.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/terraform/workspaces/{id}/runs").WithTags("Terraform");
        runs.MapPut("/{run}", Submit).WithName("submitRun").WithSummary("Plans on a host, and applies once that is confirmed, under an id of the caller's choice; submitting it twice is harmless.")
            .Answers<Api.TerraformRunView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        runs.MapGet("", List).WithName("listRuns").WithSummary("Lists the runs of a workspace, newest first.")
            .Answers<Api.TerraformRunList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        runs.MapGet("/{run}", Read).WithName("readRun").WithSummary("Reads a run, or waits for its end or for a change.")
            .Answers<Api.TerraformRunView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        runs.MapGet("/{run}/changes", Changes).WithName("readRunChanges").WithSummary("Reads what the plan of a run would change, without what is sensitive.")
            .Answers<Api.PlannedChanges>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .DisableRequestTimeout();
        runs.MapPost("/{run}/confirm", Confirm).WithName("confirmRun").WithSummary("Lets a plan be applied: the one that was stored, and on the state that it was made on.")
            .Answers<Api.TerraformRunView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        runs.MapPost("/{run}/discard", Discard).WithName("discardRun").WithSummary("Decides against a plan.")
            .Answers<Api.TerraformRunView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        runs.MapPost("/{run}/cancel", Cancel).WithName("cancelRun").WithSummary("Asks for a run's end: Terraform is interrupted, and given five minutes. The run is 'cancelled' only when its host has confirmed it.")
            .Answers<Api.TerraformRunView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> Submit(
        [Description("Id of the workspace. It need not be there before.")] string id, [Description("Id of the run, unique within the workspace.")] string run,
        JsonBody<Api.SubmitRun> body, IGrainFactory grains, RunOrders orders, GatewayMeter meter, HttpContext http)
    {
        var (spec, refusal) = await orders.Spec(id, run, body.Value, http);
        if (spec is null)
        {
            return meter.Refuse(refusal!);
        }

        http.Audit().Of(id, $"run {run} on {spec.AgentName}{(spec.Destroy ? ", to destroy" : "")}{(spec.AutoApprove ? ", without confirmation" : "")}");
        var reply = await grains.GetGrain<IRunsGrain>(id).Submit(spec);
        return reply.Status switch
        {
            RunStatus.Created => TypedResults.Created($"/api/v1/terraform/workspaces/{id}/runs/{run}", reply.Run!.ToRest()),
            RunStatus.Repeated => TypedResults.Ok(reply.Run!.ToRest()),
            RunStatus.TooMany => meter.Refuse(RunRefusals.TooMany(id)),
            RunStatus.Full => meter.Refuse(WorkspaceRefusals.Full()),
            _ => meter.Refuse(RunRefusals.Conflict(run)),
        };
    }

    private static async Task<IResult> List(string id, IGrainFactory grains) => WorkspaceRules.Id(id) is { } broken
        ? broken.ToResult()
        : TypedResults.Ok(new Api.TerraformRunList([.. (await grains.GetGrain<IRunsGrain>(id).List()).Select(RunBodies.ToRest)]));

    private static async Task<IResult> Read(
        string id, string run, IGrainFactory grains, TimeProvider time, HttpContext http,
        [Description("Wait so many seconds, 0 to 60, for the run's end, or for a change where seen is given.")] string? waitSeconds = null,
        [Description("The seen of the answer before: wait until it is another.")] string? seen = null)
    {
        var seconds = 0;
        if ((Ids(id, run) ?? QueryValues.Wait(waitSeconds, out seconds) ?? QueryValues.Seen(seen)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var grain = grains.GetGrain<IRunsGrain>(id);
        var found = await new LongPoll(seconds, seen, time, http.RequestAborted).Answer(
            grain.Describe(run), now => (now.Phase.IsTerminal(), now.Seen), (word, wait) => grain.WaitForChange(run, word, wait));
        return found is null ? RunRefusals.Unknown(id, run).ToResult() : TypedResults.Ok(found.ToRest());
    }

    private static async Task<IResult> Changes(string id, string run, IGrainFactory grains, StateContents contents, HttpContext http) => Ids(id, run) is { } broken
        ? broken.ToResult()
        : await grains.GetGrain<IRunsGrain>(id).Describe(run) switch
        {
            null => RunRefusals.Unknown(id, run).ToResult(),
            { Plan.Changes: { } changes } => await StateAnswer.Of(id, changes, "application/json", contents, http),
            _ => RunRefusals.NoChanges(id, run).ToResult(),
        };

    private static Task<IResult> Confirm(string id, string run, OptionalBody<Api.DecideRun>? body, IGrainFactory grains, GatewayMeter meter, HttpContext http) =>
        Decide(id, run, body?.Value, meter, http, (decision, runs) => runs.Confirm(run, decision), grains);

    private static Task<IResult> Discard(string id, string run, OptionalBody<Api.DecideRun>? body, IGrainFactory grains, GatewayMeter meter, HttpContext http) =>
        Decide(id, run, body?.Value, meter, http, (decision, runs) => runs.Discard(run, decision), grains);

    private static async Task<IResult> Cancel(string id, string run, IGrainFactory grains, GatewayMeter meter, HttpContext http)
    {
        if (Ids(id, run) is { } broken)
        {
            return meter.Refuse(broken);
        }

        http.Audit().Of(id, $"run {run}");
        return Answer(id, run, await grains.GetGrain<IRunsGrain>(id).Cancel(run, http.User.TokenName()), RunRefusals.Over, meter);
    }

    private static async Task<IResult> Decide(
        string id, string run, Api.DecideRun? body, GatewayMeter meter, HttpContext http, Func<RunDecision, IRunsGrain, Task<RunChange?>> word, IGrainFactory grains)
    {
        if ((Ids(id, run) ?? RunRules.Broken(body)) is { } broken)
        {
            return meter.Refuse(broken);
        }

        http.Audit().Of(id, $"run {run}{(body?.Comment is { } comment ? $": {comment}" : "")}");
        return Answer(id, run, await word(new RunDecision(http.User.TokenName(), http.User.TokenId(), body?.Comment), grains.GetGrain<IRunsGrain>(id)), RunRefusals.NotPlanned, meter);
    }

    private static IResult Answer(string id, string run, RunChange? change, Func<RunView, Refusal> refuse, GatewayMeter meter) => change switch
    {
        null => meter.Refuse(RunRefusals.Unknown(id, run)),
        { Fits: false, Run: var stands } => meter.Refuse(refuse(stands)),
        { Run: var stands } => TypedResults.Ok(stands.ToRest()),
    };

    private static Refusal? Ids(string id, string run) => WorkspaceRules.Id(id) ?? RunRules.Id(run);
}
