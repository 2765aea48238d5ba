using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>
/// Asks whether a secret is right. Who holds a good one is never kept from it by somebody who guesses from the same address, such as that of a
/// proxy: a guess of 256 bits needs no wait, only what it costs has a bound. So a source that has guessed shares a few lookups at once, in
/// the order of asking, and who was right before asks beside them.
/// </summary>
internal sealed class Lookups(WrongTokenLimit limit, IOptions<AccessOptions> options) : IDisposable
{
    /// <summary>When to come back if too many wait.</summary>
    public static readonly TimeSpan WhenCrowded = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _suspects = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.LookupsAtOnce,
        QueueLimit = 100 * options.Value.LookupsAtOnce,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Asks, at once or after those before it. Null: too many wait already.</summary>
    public async ValueTask<T?> Ask<T>(bool wasRightBefore, IPAddress? source, Func<Task<T>> ask)
        where T : class
    {
        if (wasRightBefore || limit.MustWait(source) is null)
        {
            return await ask();
        }

        using var turn = await _suspects.AcquireAsync();
        return turn.IsAcquired ? await ask() : null;
    }

    /// <summary>A secret was wrong. Says how long its source has to wait; null while it may be wrong again.</summary>
    public TimeSpan? Wrong(IPAddress? source) => limit.Take(source);

    public void Dispose() => _suspects.Dispose();
}
