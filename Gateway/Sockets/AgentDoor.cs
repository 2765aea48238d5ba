using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Sockets;

/// <summary>
/// Stands before the upgrade to a socket: turns browsers away, and asks agents to come back when too many come at once, or one too often. It
/// sees the request for as long as the connection lives, which makes its count exact. Which requests are meant is said by the endpoint:
/// a path has many spellings.
/// </summary>
internal sealed class AgentDoor(AgentSockets sockets, IOptions<AgentSocketOptions> options, TimeProvider time, GatewayMeter meter)
{
    private readonly ReturnTimes _returns = new(options.Value.AdmissionsPerSecond, time);

    /// <summary>Of all agents together: there is one key.</summary>
    private readonly Allowance<AgentSockets> _admissions = new(options.Value.AdmissionsPerSecond, TimeSpan.FromSeconds(1) / options.Value.AdmissionsPerSecond, time);

    /// <summary>One agent uses up its own admissions before it uses up everybody's: twenty at once, and two more a second.</summary>
    private readonly Allowance<string> _ownAdmissions = new(20, TimeSpan.FromSeconds(0.5), time);

    private readonly SilentSockets _silent = new();

    private int _connections;

    public Task Pass(HttpContext http, RequestDelegate next) => IsForAgents(http) ? Admit(http, http.User.FindFirstValue(ClaimTypes.NameIdentifier)!, next) : next(http);

    /// <summary>Lets an agent in that has shown who it is, or asks it to come back.</summary>
    public async Task Admit(HttpContext http, string agentId, RequestDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _connections) > options.Value.MaxConnections)
            {
                await Refuse(http, Api.ProblemCodes.TooManyAgents, $"{options.Value.MaxConnections} agents are connected, which is this gateway's limit.", 30);
                return;
            }

            if (sockets.IsStopping)
            {
                await Refuse(http, Api.ProblemCodes.Stopping, "The gateway stops.", 1);
                return;
            }

            using var silent = _silent.Enter(agentId);
            if (silent is null)
            {
                await Refuse(http, Api.ProblemCodes.HelloAwaited, $"{SilentSockets.MostOfOneAgent} connections of this agent have not said Hello yet.", 1);
                return;
            }

            if (_ownAdmissions.Take(agentId) is not null)
            {
                await Refuse(http, Api.ProblemCodes.AgentTooOften, "This agent connects too often.", 1);
                return;
            }

            if (_admissions.Take(sockets) is not null)
            {
                await Refuse(http, Api.ProblemCodes.TooManyAtOnce, $"More than {options.Value.AdmissionsPerSecond} agents came in a second.", _returns.Next());
                return;
            }

            http.Features.Set(silent);
            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    /// <summary>Agents are no browsers. A page that opens a socket here uses somebody's network, not his consent.</summary>
    public static Task TurnAwayBrowsers(HttpContext http, RequestDelegate next) =>
        (IsForAgents(http) || http.GetEndpoint()?.Metadata.GetMetadata<TokenOfOlderAgent>() is not null) && http.Request.Headers.Origin.Count > 0
            ? Problems.Write(http, new Refusal(
                Api.ProblemCodes.OriginNotAllowed, "Browsers may not connect here.",
                "The agents' socket takes no request with an Origin header."))
            : next(http);

    private static bool IsForAgents(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null;

    private Task Refuse(HttpContext http, Api.ProblemCode problem, string title, int retrySeconds)
    {
        meter.Refused(problem.Code);
        return Problems.Write(http, new Refusal(
            problem, title, $"Come back in {retrySeconds} s.")
        { RetryAfter = TimeSpan.FromSeconds(retrySeconds) });
    }
}
