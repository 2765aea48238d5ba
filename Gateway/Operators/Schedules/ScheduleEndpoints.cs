using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Metrics;
using OrleansOps.Operators.Jobs;
using OrleansOps.Operators.Secrets;
using OrleansOps.Operators.Tasks;
using OrleansOps.Schedules;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Schedules;

/// <summary>Storing, reading and leading schedules.</summary>
internal static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        var schedules = routes.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapPut("/{id}", Put).WithName("putSchedule").WithSummary("Stores a job and when to start it, under an id of the caller's choice; sending it twice is harmless.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity);
        schedules.MapGet("/{id}", Read).WithName("readSchedule").WithSummary("Reads a schedule, with its next times and what became of its last ones.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapGet("", List).WithName("listSchedules").WithSummary("Lists schedules, by id.")
            .Answers<Api.ScheduleList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        schedules.MapDelete("/{id}", Delete).WithName("deleteSchedule").WithSummary("Deletes a schedule. Jobs that it started go on.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapPost("/{id}/pause", Pause).WithName("pauseSchedule").WithSummary("Nothing is started until the schedule is resumed. Jobs that it started go on.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapPost("/{id}/resume", Resume).WithName("resumeSchedule").WithSummary("Goes on with a schedule that is paused, from its next time on.")
            .Answers<Api.ScheduleView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        schedules.MapPost("/{id}/run", Run).WithName("runSchedule").WithSummary("Starts the job of a schedule now, paused or not, under an id of the caller's choice; sending it twice is harmless.")
            .Answers<Api.ScheduleRunView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        schedules.MapPost("/preview", Preview).WithName("previewSchedule").WithSummary("Says when a schedule would start its job. Nothing is stored.")
            .Answers<Api.ScheduleTimesView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task<IResult> Put(
        string id, JsonBody<Api.PutSchedule> body, IGrainFactory grains, JobTargets targets, GatewayMeter meter, HttpContext http, IOptions<LogCapOptions> caps, TaskSecrets secrets,
        IFileStore files, TimeProvider time, SecretsOfTask namedSecrets,
        [FromHeader(Name = "If-Match"), Description("ETag of the schedule that this is to replace, or * for whichever is there. Left out: none is there.")] string? ifMatch = null)
    {
        var schedule = body.Value;
        int? revision = null;
        if ((ScheduleRules.Id(id) ?? ScheduleRules.IfMatch(ifMatch, out revision) ?? ScheduleRules.Broken(schedule) ?? caps.Value.Broken(schedule.Job!.Task!.LogCapBytes)) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var job = schedule.Job!;
        var (stored, missing) = await FileRules.Stored(job.Task!.File, files, http.RequestAborted);
        if (missing is not null)
        {
            return meter.Refuse(ScheduleRules.InJob(missing));
        }

        var sealedFor = ScheduleIds.SealedFor(id);
        var task = job.Task.ToSpec(sealedFor, agentId: "", agentName: "", http.User, caps.Value, secrets, stored);
        var spec = schedule.ToSpec(job.ToSpec(id, task, sealedFor));
        var grain = grains.GetGrain<IScheduleGrain>(id);
        if (await grain.Describe() is { } there && string.Equals(there.Spec.Digest, spec.Digest, StringComparison.Ordinal))
        {
            return await Shown(there, grains, time, http);
        }

        if ((ScheduleRules.Past(spec.Timing, time.GetUtcNow()) ?? await Unknown(job, targets, http.RequestAborted) ?? await Unknown(job, namedSecrets)) is { } slip)
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
        if ((ScheduleRules.Id(id) ?? ScheduleRules.JobId(body.Value.JobId)) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var jobId = body.Value.JobId!;
        http.Audit().Of(id, $"job {jobId}");
        return await grains.GetGrain<IScheduleGrain>(id).Run(jobId, http.User.TokenName()) switch
        {
            null => ScheduleRefusals.Unknown(id).ToResult(),
            { Status: ScheduleRunStatus.Busy, JobId: var open } => meter.Refuse(ScheduleRefusals.Busy(id, open)),
            { Status: ScheduleRunStatus.Conflict } => meter.Refuse(ScheduleRefusals.JobIdTaken(id, jobId)),
            { Status: ScheduleRunStatus.NoHosts, Why: var why } => meter.Refuse(ScheduleRefusals.NoHosts(id, why)),
            _ => TypedResults.Ok(new Api.ScheduleRunView(jobId)),
        };
    }

    private static IResult Preview(JsonBody<Api.PreviewSchedule> body, TimeProvider time, HttpContext http)
    {
        http.Audit().Omit();   // it changes nothing
        if (ScheduleRules.Broken(body.Value) is { } refusal)
        {
            return refusal.ToResult();
        }

        var timing = ScheduleRules.Of(body.Value.When!);
        var now = time.GetUtcNow();
        timing = timing is { Every: { } every, From: null } ? timing with { From = DateTimeOffset.FromUnixTimeSeconds((now + every).ToUnixTimeSeconds()) } : timing;
        return TypedResults.Ok(new Api.ScheduleTimesView(ScheduleBodies.Next(timing, now, body.Value.Count ?? ScheduleRules.DefaultPreview)));
    }

    /// <summary>Of hosts that are chosen by an expression there may be none yet; one that is named and is not there is a slip.</summary>
    private static async Task<Refusal?> Unknown(Api.SubmitJob job, JobTargets targets, CancellationToken cancel) =>
        job.Hosts is not null && (await targets.Find(job, cancel)).Refusal is { } unknown ? ScheduleRules.InJob(unknown) : null;

    private static async Task<Refusal?> Unknown(Api.SubmitJob job, SecretsOfTask namedSecrets) =>
        await namedSecrets.Refused(job.Task!) is { } unknown ? ScheduleRules.InJob(unknown with { Field = $"task.{unknown.Field}" }) : null;

    private static async Task<IResult> Answer(string id, Task<ScheduleView?> asked, IGrainFactory grains, TimeProvider time, HttpContext http) =>
        await asked is { } schedule ? await Shown(schedule, grains, time, http) : ScheduleRefusals.Unknown(id).ToResult();

    private static async Task<IResult> Shown(ScheduleView schedule, IGrainFactory grains, TimeProvider time, HttpContext http) =>
        TypedResults.Ok(await Tagged(schedule, grains, time, http));

    private static async Task<Api.ScheduleView> Tagged(ScheduleView schedule, IGrainFactory grains, TimeProvider time, HttpContext http)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{schedule.Revision}\"");
        var ids = schedule.Starts.Select(start => start.JobId).OfType<string>().Distinct(StringComparer.Ordinal);
        var jobs = await Task.WhenAll(ids.Select(id => grains.GetGrain<IJobGrain>(id).Describe()));
        return schedule.ToRest(time.GetUtcNow(), jobs.OfType<JobView>().ToDictionary(job => job.Id, job => job.Phase, StringComparer.Ordinal));
    }
}
