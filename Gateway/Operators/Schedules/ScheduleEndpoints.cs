using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Metrics;
using OrleansOps.Schedules;
using OrleansOps.Workflows;

namespace OrleansOps.Operators.Schedules;

/// <summary>Storing, reading and leading schedules.</summary>
internal static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        var schedules = routes.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapPut("/{id}", Put).WithName("putSchedule").WithSummary("Stores a job or a workflow and when to start it, under an id of the caller's choice; sending it twice is harmless.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity);
        schedules.MapGet("/{id}", Read).WithName("readSchedule").WithSummary("Reads a schedule, with its next times and what became of its last ones.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapGet("", List).WithName("listSchedules").WithSummary("Lists schedules, by id.")
            .Answers<Api.ScheduleList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        schedules.MapDelete("/{id}", Delete).WithName("deleteSchedule").WithSummary("Deletes a schedule. What it started goes on.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapPost("/{id}/pause", Pause).WithName("pauseSchedule").WithSummary("Nothing is started until the schedule is resumed. What it started goes on.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapPost("/{id}/resume", Resume).WithName("resumeSchedule").WithSummary("Goes on with a schedule that is paused, from its next time on.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapPost("/{id}/run", Run).WithName("runSchedule").WithSummary("Starts the job or workflow of a schedule now, paused or not, under an id of the caller's choice; sending it twice is harmless.")
            .Answers<Api.ScheduleRunView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        schedules.MapPost("/preview", Preview).WithName("previewSchedule").WithSummary("Says when a schedule would start. Nothing is stored.")
            .Answers<Api.ScheduleTimesView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task<IResult> Put(
        string id, JsonBody<Api.PutSchedule> body, IGrainFactory grains, ScheduleOrders orders, GatewayMeter meter, HttpContext http, TimeProvider time,
        [FromHeader(Name = "If-Match"), Description("ETag of the schedule that this is to replace, or * for whichever is there. Left out: none is there.")] string? ifMatch = null)
    {
        var schedule = body.Value;
        int? revision = null;
        if ((ScheduleRules.Id(id) ?? ScheduleRules.IfMatch(ifMatch, out revision) ?? ScheduleRules.Broken(id, schedule)) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var (spec, broken) = await orders.Spec(id, schedule, http.User, http.RequestAborted);
        if (spec is null)
        {
            return meter.Refuse(broken!);
        }

        var grain = grains.GetGrain<IScheduleGrain>(id);
        if (await grain.Describe() is { } there && string.Equals(there.Spec.Digest, spec.Digest, StringComparison.Ordinal))
        {
            return await Shown(there, grains, time, http);
        }

        if ((ScheduleRules.Past(spec.Timing, time.GetUtcNow()) ?? await orders.Unknown(schedule, http.RequestAborted)) is { } slip)
        {
            return meter.Refuse(slip);
        }

        var reply = await grain.Put(spec, revision);
        return reply.Status switch
        {
            SchedulePutStatus.Conflict => meter.Refuse(ScheduleRefusals.Conflict(reply.Schedule!)),
            SchedulePutStatus.Changed => meter.Refuse(ScheduleRefusals.Changed(id, reply.Schedule)),
            SchedulePutStatus.Full => meter.Refuse(ScheduleRefusals.Full()),
            SchedulePutStatus.Created => TypedResults.Created($"/api/v1/schedules/{id}", await Tagged(reply.Schedule!, grains, time, http)),
            _ => await Shown(reply.Schedule!, grains, time, http),
        };
    }

    private static async Task<IResult> Read(string id, IGrainFactory grains, TimeProvider time, HttpContext http) => ScheduleRules.Id(id) is { } refusal
        ? refusal.ToResult()
        : await Answer(id, grains.GetGrain<IScheduleGrain>(id).Describe(), grains, time, http);

    private static async Task<IResult> List(
        IGrainFactory grains, TimeProvider time,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var items = 0;
        if ((QueryValues.Items(limit, out items) ?? (cursor is null || ScheduleRules.Id(cursor) is null ? null : QueryValues.WrongCursor)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var page = await grains.GetGrain<IScheduleIndexGrain>(0).List(cursor, items);
        return TypedResults.Ok(new Api.ScheduleList([.. page.Items.Select(schedule => schedule.ToRest(time.GetUtcNow()))], page.NextCursor));
    }

    private static async Task<IResult> Delete(string id, IGrainFactory grains) =>
        ScheduleRules.Id(id) is { } refusal ? refusal.ToResult()
        : await grains.GetGrain<IScheduleGrain>(id).Delete() ? TypedResults.NoContent()
        : ScheduleRefusals.Unknown(id).ToResult();

    private static async Task<IResult> Pause(string id, IGrainFactory grains, TimeProvider time, HttpContext http) => ScheduleRules.Id(id) is { } refusal
        ? refusal.ToResult()
        : await Answer(id, grains.GetGrain<IScheduleGrain>(id).Pause(http.User.TokenName()), grains, time, http);

    private static async Task<IResult> Resume(string id, IGrainFactory grains, TimeProvider time, HttpContext http) => ScheduleRules.Id(id) is { } refusal
        ? refusal.ToResult()
        : await Answer(id, grains.GetGrain<IScheduleGrain>(id).Resume(), grains, time, http);

    private static async Task<IResult> Run(string id, JsonBody<Api.RunSchedule> body, IGrainFactory grains, GatewayMeter meter, HttpContext http)
    {
        if ((ScheduleRules.Id(id) ?? ScheduleRules.Broken(body.Value)) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var grain = grains.GetGrain<IScheduleGrain>(id);
        if (await grain.Describe() is not { } schedule)
        {
            return ScheduleRefusals.Unknown(id).ToResult();
        }

        var isWorkflow = schedule.Spec.Workflow is not null;
        if (ScheduleRules.Fits(body.Value, isWorkflow) is { } broken)
        {
            return meter.Refuse(broken);
        }

        var started = (isWorkflow ? body.Value.WorkflowId : body.Value.JobId)!;
        http.Audit().Of(id, $"{(isWorkflow ? "workflow" : "job")} {started}");
        return await grain.Run(started, http.User.TokenName()) switch
        {
            null => ScheduleRefusals.Unknown(id).ToResult(),
            { Status: ScheduleRunStatus.Busy, JobId: var open } => meter.Refuse(ScheduleRefusals.Busy(id, open)),
            { Status: ScheduleRunStatus.Conflict } => meter.Refuse(ScheduleRefusals.IdTaken(id, started, isWorkflow)),
            { Status: ScheduleRunStatus.NoHosts, Why: var why } => meter.Refuse(ScheduleRefusals.NoHosts(id, why)),
            _ => TypedResults.Ok(new Api.ScheduleRunView(isWorkflow ? null : started, isWorkflow ? started : null)),
        };
    }

    private static IResult Preview(JsonBody<Api.PreviewSchedule> body, TimeProvider time, HttpContext http)
    {
        http.Audit().Omit();   // it changes nothing
        if (ScheduleRules.Broken(body.Value) is { } refusal)
        {
            return refusal.ToResult();
        }

        var now = time.GetUtcNow();
        var timing = ScheduleRules.Of(body.Value.When!).CountedFrom(now);
        return TypedResults.Ok(new Api.ScheduleTimesView(ScheduleBodies.Next(timing, now, body.Value.Count ?? ScheduleRules.DefaultPreview)));
    }

    private static async Task<IResult> Answer(string id, Task<ScheduleView?> asked, IGrainFactory grains, TimeProvider time, HttpContext http) =>
        await asked is { } schedule ? await Shown(schedule, grains, time, http) : ScheduleRefusals.Unknown(id).ToResult();

    private static async Task<IResult> Shown(ScheduleView schedule, IGrainFactory grains, TimeProvider time, HttpContext http) =>
        TypedResults.Ok(await Tagged(schedule, grains, time, http));

    private static async Task<Api.ScheduleView> Tagged(ScheduleView schedule, IGrainFactory grains, TimeProvider time, HttpContext http)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{schedule.Revision}\"");
        var jobs = await Task.WhenAll(Ids(schedule, start => start.JobId).Select(id => grains.GetGrain<IJobGrain>(id).Describe()));
        var workflows = await Task.WhenAll(Ids(schedule, start => start.WorkflowId).Select(id => grains.GetGrain<IWorkflowGrain>(id).Describe()));
        return schedule.ToRest(
            time.GetUtcNow(),
            jobs.OfType<JobView>().ToDictionary(job => job.Id, job => job.Phase, StringComparer.Ordinal),
            workflows.OfType<WorkflowView>().ToDictionary(workflow => workflow.Id, workflow => workflow.Phase, StringComparer.Ordinal));
    }

    private static IEnumerable<string> Ids(ScheduleView schedule, Func<ScheduleStart, string?> idOf) => schedule.Starts.Select(idOf).OfType<string>().Distinct(StringComparer.Ordinal);
}
