using System.ComponentModel;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Agents;

/// <summary>Reading agents, removing them, and letting new ones in.</summary>
internal static class AgentEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        var agents = routes.MapGroup("/agents").WithTags("Hosts");
        agents.MapGet("", List).WithName("listAgents").WithSummary("Lists hosts by name.")
            .Answers<Api.AgentList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        agents.MapGet("/{id}", Read).WithName("readAgent").WithSummary("Reads a host by its id or unique name.")
            .Answers<Api.AgentView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        agents.MapDelete("/{id}", Remove).WithName("removeAgent").WithSummary("Removes a host: revokes its token and closes its connection.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);
        agents.MapPost("/register", Register).WithName("registerAgent").WithSummary("Exchanges a join token for the identity of a host.")
            .RequireAuthorization(AccessPolicies.Enrolment)
            .Answers<EnrolReply>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
    }

    private static async Task<IResult> List(
        IGrainFactory grains,
        [Description("online, offline (seen before) or all (default).")] string? state = null,
        [Description("Only hosts with this label, as name=value.")] string? label = null,
        [Description("Only hosts with this in their name.")] string? name = null,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var items = 0;
        var refusal = LabelRules.Parse(label, out var wanted) ?? QueryValues.Items(limit, out items) ?? QueryValues.Cursor(cursor) ?? State(state) ?? Name(name);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        var query = new AgentQuery
        {
            Presence = state switch { "online" => AgentPresence.Online, "offline" => AgentPresence.Offline, _ => null },
            Label = wanted,
            Name = name,
            Limit = items,
            Cursor = cursor,
        };
        var page = await grains.GetGrain<IFleetIndexGrain>(0).List(query);
        return TypedResults.Ok(new Api.AgentList([.. page.Items.Select(item => item.ToRest())], page.NextCursor));
    }

    private static async Task<IResult> Read(string id, AgentNames names)
    {
        var (agent, refusal) = await names.Resolve(id);
        return agent is null ? refusal!.InAddress().ToResult() : TypedResults.Ok(agent.ToRest());
    }

    private static async Task<IResult> Remove(string id, AgentNames names, IGrainFactory grains, TokenChecks checks, HttpContext http)
    {
        var (agent, refusal) = await names.Resolve(id);
        if (agent is null)
        {
            return refusal!.InAddress().ToResult();
        }

        http.Audit().Of(agent.Id, agent.Name);

        // The token first: an agent that is told to go must not be able to come back meanwhile.
        await grains.GetGrain<ITokenGrain>(agent.Id).Revoke();
        checks.Forget(agent.Id);
        await grains.GetGrain<IAgentGrain>(agent.Id).Remove();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Register(JsonBody<EnrolRequest> body, Enrolment enrolment, GatewayMeter meter, HttpContext http)
    {
        if (EnrolRules.Broken(body.Value) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var outcome = await enrolment.Enrol(http.PresentedToken(), http.User, body.Value);
        if (outcome.AgentId is { } agentId)
        {
            http.Audit().Of(agentId, outcome.Name);
        }

        return outcome.Token is { } fresh ? TypedResults.Ok(new EnrolReply(outcome.AgentId!, fresh.Reveal())) : meter.Refuse(outcome.Refusal!);
    }

    private static Refusal? State(string? state) => state is null or "online" or "offline" or "all"
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidValue, "state", "'state' must be online, offline or all.");

    private static Refusal? Name(string? name) => name is null or { Length: > 0 and <= 128 }
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidValue, "name", "'name' must have 1 to 128 characters.");
}
