using System.ComponentModel;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Http;

namespace OrleansOps.Operators.Agents;

/// <summary>Draining a host, and looking at its past.</summary>
internal static class HostEndpoints
{
    private const int MostPoints = 2_000;
    private const int DefaultPoints = 300;
    private const int DefaultEvents = 100;
    private const int MostEvents = 200;

    private static readonly TimeSpan DefaultWindow = TimeSpan.FromHours(1);

    public static void MapHosts(this IEndpointRouteBuilder routes)
    {
        var host = routes.MapGroup("/agents/{id}").WithTags("Hosts");
        host.MapPost("/drain", Drain).WithName("drainAgent").WithSummary("Gives a host no new tasks. What runs goes on; what waits keeps waiting.")
            .Answers<Api.AgentView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        host.MapPost("/resume", Resume).WithName("resumeAgent").WithSummary("Gives a drained host tasks again.")
            .Answers<Api.AgentView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        host.MapPatch("", Edit).WithName("editAgent").WithSummary("Gives a host another name, other labels, or another number of tasks at once. What is left out stays.")
            .Answers<Api.AgentView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
        host.MapGet("/history", History).WithName("readAgentHistory").WithSummary("Reads how a host was doing: every 10 s for an hour, every minute for a day.")
            .Answers<Api.LoadHistory>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        host.MapGet("/events", Events).WithName("listAgentEvents").WithSummary("Lists what happened to a host, newest first.")
            .Answers<Api.HostEventList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Drain(string id, OptionalBody<Api.DrainAgent> body, AgentNames names, IGrainFactory grains, HttpContext http) =>
        DrainRules.Broken(body.Value) is { } broken
            ? broken.ToResult()
            : await Of(id, names, agent => SetDraining(agent, drain: true, body.Value?.Reason, grains, http));

    private static Task<IResult> Resume(string id, AgentNames names, IGrainFactory grains, HttpContext http) =>
        Of(id, names, agent => SetDraining(agent, drain: false, null, grains, http));

    private static async Task<Api.AgentView?> SetDraining(AgentView agent, bool drain, string? reason, IGrainFactory grains, HttpContext http)
    {
        http.Audit().Of(agent.Id, reason is null ? agent.Name : $"{agent.Name}: {reason}");
        return (await grains.GetGrain<IAgentGrain>(agent.Id).Drain(drain, http.User.TokenName(), reason))?.ToRest();
    }

    private static async Task<IResult> Edit(string id, JsonBody<Api.EditAgent> body, AgentNames names, IGrainFactory grains, HttpContext http)
    {
        var (agent, refusal) = await names.Resolve(id);
        if (agent is null)
        {
            return refusal!.InAddress().ToResult();
        }

        http.Audit().Of(agent.Id, agent.Name);
        if ((EditRules.Broken(body.Value, agent) ?? await names.Taken(body.Value.Name, agent.Id)) is { } broken)
        {
            return broken.ToResult();
        }

        var edit = new AgentEdit(body.Value.Name, body.Value.Labels ?? new Dictionary<string, string?>(), http.User.TokenName(), body.Value.Slots, body.Value.Throttle);
        return await Of(agent.Id, names, async found => (await grains.GetGrain<IAgentGrain>(found.Id).Edit(edit))?.ToRest());
    }

    private static async Task<IResult> History(
        string id, AgentNames names, IGrainFactory grains, TimeProvider time,
        [Description("Start (RFC 3339); default an hour before the end.")] string? from = null,
        [Description("End (RFC 3339); default now.")] string? to = null,
        [Description("At most so many points, 1 to 2000; default 300. More are averaged.")] string? points = null)
    {
        DateTimeOffset? start = null, end = null;
        var most = DefaultPoints;
        var refusal = QueryValues.Time("from", from, out start) ?? QueryValues.Time("to", to, out end)
            ?? QueryValues.Number("points", points, 1, MostPoints, DefaultPoints, out most);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        var until = end ?? time.GetUtcNow();
        var since = start ?? until - DefaultWindow;
        return since < until
            ? await Of(id, names, async agent => (await grains.GetGrain<IAgentGrain>(agent.Id).History(since, until, most))?.ToRest())
            : Refusal.Bad(Api.ProblemCodes.OutOfRange, "from", "'from' must be before 'to'.").ToResult();
    }

    private static async Task<IResult> Events(
        string id, AgentNames names, IGrainFactory grains,
        [Description("1 to 200; default 100.")] string? limit = null)
    {
        return QueryValues.Number("limit", limit, 1, MostEvents, DefaultEvents, out var most) is { } refusal
            ? refusal.ToResult()
            : await Of(id, names, async agent => (await grains.GetGrain<IAgentGrain>(agent.Id).Events(most))?.ToRest());
    }

    private static async Task<IResult> Of<T>(string id, AgentNames names, Func<AgentView, Task<T?>> ask)
        where T : class
    {
        var (agent, refusal) = await names.Resolve(id);
        if (agent is null)
        {
            return refusal!.InAddress().ToResult();
        }

        return await ask(agent) is { } answer
            ? TypedResults.Ok(answer)
            : new Refusal(Api.ProblemCodes.UnknownAgent, "The host was removed.", "It went while it was asked.") { See = "GET /api/v1/agents" }.InAddress().ToResult();
    }
}
