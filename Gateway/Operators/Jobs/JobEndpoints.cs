using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Files;
using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Metrics;
using OrleansOps.Operators.Secrets;
using OrleansOps.Operators.Tasks;
using OrleansOps.Secrets;
using OrleansOps.Tasks;

namespace OrleansOps.Operators.Jobs;

/// <summary>Submitting, reading and leading jobs.</summary>
internal static class JobEndpoints
{
    private static readonly Dictionary<string, JobHostState> States = Enum.GetValues<JobHostState>()
        .ToDictionary(state => JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<string, JobGroupBy> Ways = Enum.GetValues<JobGroupBy>()
        .ToDictionary(way => JsonNamingPolicy.CamelCase.ConvertName(way.ToString()), StringComparer.Ordinal);

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapPut("/{id}", Submit).WithName("submitJob").WithSummary("Submits one task for many hosts, under an id of the caller's choice; submitting it twice is harmless.")
            .Answers<Api.JobView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        jobs.MapGet("/{id}", Read).WithName("readJob").WithSummary("Reads a job, or waits for its end or for a change.")
            .Answers<Api.JobView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        jobs.MapGet("", List).WithName("listJobs").WithSummary("Lists jobs, newest first.")
            .Answers<Api.JobList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        jobs.MapGet("/{id}/hosts", Hosts).WithName("listJobHosts").WithSummary("Lists the hosts of a job, in the order of their turns.")
            .Answers<Api.JobHostList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        jobs.MapGet("/{id}/groups", Groups).WithName("groupJobHosts").WithSummary("Puts the hosts of a job together with which it went alike: by outcome, last line or output.")
            .Answers<Api.JobGroupList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        jobs.MapPatch("/{id}", Edit).WithName("editJob").WithSummary("Changes how many hosts of a job that is not over run at once.")
            .Answers<Api.JobView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        jobs.MapPost("/{id}/pause", Pause).WithName("pauseJob").WithSummary("No host gets its turn until the job is resumed. Those that run go on.")
            .Answers<Api.JobView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        jobs.MapPost("/{id}/resume", Resume).WithName("resumeJob").WithSummary("Goes on with a job that is paused.")
            .Answers<Api.JobView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        jobs.MapPost("/{id}/stop", Stop).WithName("stopJob").WithSummary("No host gets its turn any more, and what runs is cancelled. The job is 'stopped' only when every host has confirmed that.")
            .Answers<Api.JobView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        jobs.MapPost("/{id}/retry", Retry).WithName("retryJob").WithSummary("Begins another round of a job that is over, for all hosts or those that did not succeed.")
            .Answers<Api.JobView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task<IResult> Submit(
        string id, JsonBody<Api.SubmitJob> body, IGrainFactory grains, JobTargets targets, GatewayMeter meter, HttpContext http, IOptions<LogCapOptions> caps, TaskSecrets secrets,
        IFileStore files, SecretsOfTask namedSecrets)
    {
        var job = body.Value;
        if ((JobRules.Id(id) ?? JobRules.Broken(job) ?? caps.Value.Broken(job.Task!.LogCapBytes)) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var (stored, missing) = await FileRules.Stored(job.Task!.File, files, http.RequestAborted);
        if (missing is not null)
        {
            return meter.Refuse(missing);
        }

        var spec = job.ToSpec(id, job.Task.ToSpec(id, agentId: "", agentName: "", http.User, caps.Value, secrets, stored));
        var grain = grains.GetGrain<IJobGrain>(id);
        if (await grain.Describe() is { } there)   // which hosts there are now does not matter any more
        {
            return string.Equals(there.Spec.Digest, spec.Digest, StringComparison.Ordinal) ? TypedResults.Ok(there.ToRest()) : meter.Refuse(JobRefusals.Conflict(id));
        }

        if (await namedSecrets.Refused(job.Task) is { } unknown)
        {
            return meter.Refuse(unknown with { Field = $"task.{unknown.Field}" });
        }

        var (found, none) = await targets.Find(job, http.RequestAborted);
        if (found is null)
        {
            return meter.Refuse(none!);
        }

        http.Audit().Of(id, $"on {found.Count} hosts");
        var reply = await grain.Submit(spec, found);
        return reply.Status switch
        {
            SubmitStatus.Conflict => meter.Refuse(JobRefusals.Conflict(id)),
            SubmitStatus.Created => TypedResults.Created($"/api/v1/jobs/{id}", reply.Job.ToRest()),
            _ => TypedResults.Ok(reply.Job.ToRest()),
        };
    }

    private static async Task<IResult> Read(
        string id, IGrainFactory grains, TimeProvider time, HttpContext http,
        [Description("Wait so many seconds, 0 to 60, for the job's end, or for a change where seen is given.")] string? waitSeconds = null,
        [Description("The seen of the answer before: wait until it is another.")] string? seen = null)
    {
        var seconds = 0;
        if ((JobRules.AnyId(id) ?? QueryValues.Wait(waitSeconds, out seconds) ?? QueryValues.Seen(seen)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var grain = grains.GetGrain<IJobGrain>(id);
        var job = await new LongPoll(seconds, seen, time, http.RequestAborted).Answer(
            grain.Describe(), now => (now.Phase.IsTerminal(), now.Seen), grain.WaitForChange);
        return job is null ? JobRefusals.Unknown(id).ToResult() : TypedResults.Ok(job.ToRest());
    }

    private static async Task<IResult> List(
        IGrainFactory grains,
        [Description("true: only jobs that are not over.")] string? open = null,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var items = 0;
        if ((QueryValues.Items(limit, out items) ?? TaskQueries.Place(cursor) ?? QueryValues.Open(open)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var page = await grains.GetGrain<IJobIndexGrain>(0).List(new JobQuery { Open = string.Equals(open, "true", StringComparison.Ordinal), Limit = items, Cursor = cursor });
        var shown = page.Items.Select(async job => job.ToRest(job.Phase.IsTerminal() ? null : await grains.GetGrain<IJobGrain>(job.Id).Describe()));
        return TypedResults.Ok(new Api.JobList(await Task.WhenAll(shown), page.NextCursor));
    }

    private static async Task<IResult> Hosts(
        string id, IGrainFactory grains,
        [Description("Only hosts in this state: waiting, open, succeeded, failed, undelivered or cancelled.")] string? state = null,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var (items, after, wanted) = (0, 0, (JobHostState?)null);
        if ((JobRules.AnyId(id) ?? QueryValues.Items(limit, out items) ?? After(cursor, out after) ?? State(state, out wanted)) is { } refusal)
        {
            return refusal.ToResult();
        }

        return await grains.GetGrain<IJobGrain>(id).Hosts(new JobHostQuery { State = wanted, After = after, Limit = items }) is { } hosts
            ? TypedResults.Ok(new Api.JobHostList([.. hosts.Select(JobBodies.ToRest)], hosts.Count < items ? null : hosts[^1].Number.ToString(CultureInfo.InvariantCulture)))
            : JobRefusals.Unknown(id).ToResult();
    }

    private static async Task<IResult> Groups(
        string id, JobGroups groups, HttpContext http,
        [Description("outcome (default), lastLine, or output: the last two read the logs of tasks that are over, of 2,000 hosts at most.")] string? by = null,
        [Description("Only hosts in this state: waiting, open, succeeded, failed, undelivered or cancelled.")] string? state = null)
    {
        var (wanted, how) = ((JobHostState?)null, JobGroupBy.Outcome);
        if ((JobRules.AnyId(id) ?? By(by, out how) ?? State(state, out wanted)) is { } refusal)
        {
            return refusal.ToResult();
        }

        return await groups.Hosts(id, wanted, http.RequestAborted) switch
        {
            null => JobRefusals.Unknown(id).ToResult(),
            { Count: > JobGroups.MostCompared and var count } when how != JobGroupBy.Outcome => JobRefusals.TooManyToCompare(count).ToResult(),
            var hosts => TypedResults.Ok(await groups.Group(hosts, how, http.RequestAborted)),
        };
    }

    private static async Task<IResult> Edit(string id, JsonBody<Api.EditJob> body, IGrainFactory grains) => JobRules.Broken(body.Value) is { } broken
        ? broken.ToResult()
        : await Change(id, grains, job => job.Pace(body.Value.MaxConcurrent!.Value), JobRefusals.Over);

    private static Task<IResult> Pause(string id, IGrainFactory grains, HttpContext http) =>
        Change(id, grains, job => job.Pause(http.User.TokenName()), job => job.Phase.IsTerminal() ? JobRefusals.Over(job) : JobRefusals.NotRunning(job));

    private static Task<IResult> Resume(string id, IGrainFactory grains) =>
        Change(id, grains, job => job.Resume(), job => job.Phase.IsTerminal() ? JobRefusals.Over(job) : JobRefusals.NotRunning(job));

    private static Task<IResult> Stop(string id, IGrainFactory grains, HttpContext http) => Change(id, grains, job => job.Stop(http.User.TokenName()), JobRefusals.Over);

    private static async Task<IResult> Retry(string id, JsonBody<Api.RetryJob> body, IGrainFactory grains, HttpContext http) => JobRules.Broken(body.Value) is { } broken
        ? broken.ToResult()
        : await Change(
            id, grains, job => job.Retry(body.Value.Round!.Value, body.Value.Hosts ?? JobRetry.Unsuccessful, http.User.TokenName()),
            job => job.Phase.IsTerminal() ? JobRefusals.OtherRound(job) : JobRefusals.NotOver(job));

    private static async Task<IResult> Change(string id, IGrainFactory grains, Func<IJobGrain, Task<JobChange?>> word, Func<JobView, Refusal> refuse) =>
        JobRules.AnyId(id) is { } refusal ? refusal.ToResult()
        : await word(grains.GetGrain<IJobGrain>(id)) switch
        {
            null => JobRefusals.Unknown(id).ToResult(),
            { Fits: false, Job: var job } => refuse(job).ToResult(),
            { Job: var job } => TypedResults.Ok(job.ToRest()),
        };

    private static Refusal? After(string? cursor, out int after)
    {
        after = 0;
        return cursor is null || int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after) ? null : QueryValues.WrongCursor;
    }

    private static Refusal? By(string? by, out JobGroupBy how)
    {
        var isKnown = Ways.TryGetValue(by ?? "outcome", out how);
        return isKnown ? null : Refusal.Bad(Api.ProblemCodes.InvalidValue, "by", $"'by' must be one of: {string.Join(", ", Ways.Keys)}.");
    }

    private static Refusal? State(string? state, out JobHostState? wanted)
    {
        var isKnown = States.TryGetValue(state ?? "", out var known);
        wanted = isKnown ? known : null;
        return state is null || isKnown ? null : Refusal.Bad(Api.ProblemCodes.InvalidValue, "state", $"'state' must be one of: {string.Join(", ", States.Keys)}.");
    }
}
