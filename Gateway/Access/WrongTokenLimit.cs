using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>Slows down a source that presents wrong tokens. It counts by address, so that nobody can lock out the holder of a token.</summary>
internal sealed class WrongTokenLimit(IOptions<AccessOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        source => RateLimitPartition.GetTokenBucketLimiter(source, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.WrongTokens,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = options.Value.WrongTokenEvery,
            QueueLimit = 0,
        }));

    public TimeSpan? MustWait(IPAddress? source)
    {
        using var lease = _failures.AttemptAcquire(source ?? IPAddress.None, permitCount: 0);
        return lease.IsAcquired ? null : options.Value.WrongTokenEvery;
    }

    public void Count(IPAddress? source) => _failures.AttemptAcquire(source ?? IPAddress.None).Dispose();

    public void Dispose() => _failures.Dispose();
}
