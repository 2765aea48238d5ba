using System.Threading.RateLimiting;

namespace OrleansOps.Sockets.Connections;

/// <summary>
/// Connections that have not said Hello. Each may take its time for that; so that one host cannot take everybody's places meanwhile, it may
/// have a few of them: the next one while the gateway does not know yet that the one before it is dead.
/// </summary>
internal sealed class SilentSockets : IDisposable
{
    public const int MostOfOneAgent = 2;

    private readonly PartitionedRateLimiter<string> _places = PartitionedRateLimiter.Create<string, string>(
        agentId => RateLimitPartition.GetConcurrencyLimiter(agentId, _ => new ConcurrencyLimiterOptions { PermitLimit = MostOfOneAgent }), StringComparer.Ordinal);

    /// <summary>The place is free again when it is disposed of, for the first time.</summary>
    public RateLimitLease Enter(string agentId) => _places.AttemptAcquire(agentId);

    /// <summary>The agent has said Hello on this connection.</summary>
    public static void Leave(HttpContext? http) => http?.Features.Get<RateLimitLease>()?.Dispose();

    public void Dispose() => _places.Dispose();
}
