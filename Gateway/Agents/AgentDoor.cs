using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Protocol;

namespace OrleansOps.Agents;

/// <summary>
/// Stands before the upgrade to a socket: turns browsers away, and asks agents to come back when too many come at once. It sees the request
/// for as long as the connection lives, which makes its count exact.
/// </summary>
internal sealed class AgentDoor(AgentSockets sockets, IOptions<AgentSocketOptions> options, TimeProvider time, GatewayMeter meter) : IDisposable
{
    private readonly ReturnTimes _returns = new(options.Value.AdmissionsPerSecond, time);

    private readonly TokenBucketRateLimiter _admissions = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = options.Value.AdmissionsPerSecond,
        TokensPerPeriod = Math.Max(1, options.Value.AdmissionsPerSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, options.Value.AdmissionsPerSecond / 10) / (double)options.Value.AdmissionsPerSecond),
        QueueLimit = 0,
    });

    private int _connections;

    public async Task Pass(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments(ProtocolVersion.HubPath, StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _connections) > options.Value.MaxConnections)
            {
                await Refuse(http, "too-many-agents", $"{options.Value.MaxConnections} agents are connected, which is this gateway's limit.", 30);
                return;
            }

            if (sockets.IsStopping)
            {
                await Refuse(http, "stopping", "The gateway stops.", 1);
                return;
            }

            using var admission = _admissions.AttemptAcquire();
            if (!admission.IsAcquired)
            {
                await Refuse(http, "too-many-at-once", $"More than {options.Value.AdmissionsPerSecond} agents came in a second.", _returns.Next());
                return;
            }

            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    /// <summary>Agents are no browsers. A page that opens a socket here uses somebody's network, not his consent.</summary>
    public static Task TurnAwayBrowsers(HttpContext http, RequestDelegate next) =>
        http.Request.Path.StartsWithSegments(ProtocolVersion.HubPath, StringComparison.Ordinal) && http.Request.Headers.Origin.Count > 0
            ? Problems.Write(http, new Refusal(
                StatusCodes.Status403Forbidden, "origin-not-allowed", "Browsers may not connect here.",
                "The agents' socket takes no request with an Origin header."))
            : next(http);

    public void Dispose() => _admissions.Dispose();

    private Task Refuse(HttpContext http, string code, string title, int retrySeconds)
    {
        meter.Refused(code);
        return Problems.Write(http, new Refusal(
            StatusCodes.Status503ServiceUnavailable, code, title, $"Come back in {retrySeconds} s.")
        { RetryAfter = TimeSpan.FromSeconds(retrySeconds) });
    }
}
