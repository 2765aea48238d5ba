using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using OrleansOps.Http;
using OrleansOps.Metrics;

namespace OrleansOps.Access;

/// <summary>
/// Bounds what one token may ask, so that a script that runs wild leaves the gateway to the others. A browser's session counts with its
/// token. Agents' sockets have a measure of their own.
/// </summary>
internal static class RequestRates
{
    public static void AddRequestRates(this IServiceCollection services) => services.AddRateLimiter(_ => { })
        .AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>()
        .Configure<IOptions<AccessOptions>, GatewayMeter>((limits, access, meter) =>
        {
            var perSecond = access.Value.RequestsPerSecond;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Measure(http.User, perSecond), StringComparer.Ordinal);
            limits.OnRejected = (refused, _) => new ValueTask(Refuse(refused.HttpContext, refused.Lease, perSecond, meter));
        });

    /// <summary>After authorization: who shows no token was measured before it (<see cref="StrangerRates"/>).</summary>
    public static void UseRequestRates(this WebApplication app) => app.UseRateLimiter();

    private static RateLimitPartition<string> Measure(ClaimsPrincipal user, int perSecond)
    {
        var token = user.FindFirstValue(AccessClaims.TokenId);
        return token is null || user.HasClaim(AccessClaims.Kind, AccessToken.NameOf(TokenKind.Agent))
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(token, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond,
                TokensPerPeriod = perSecond / 10,
                ReplenishmentPeriod = TimeSpan.FromSeconds(perSecond / 10 / (double)perSecond),
                QueueLimit = 0,
            });
    }

    private static Task Refuse(HttpContext http, RateLimitLease lease, int perSecond, GatewayMeter meter)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var refusal = new Refusal(
            StatusCodes.Status429TooManyRequests, "too-many-requests", "This token sends too many requests.",
            string.Create(CultureInfo.InvariantCulture, $"The limit is {perSecond} requests a second for each token ({AccessOptions.Section}:{nameof(AccessOptions.RequestsPerSecond)}). ")
                + "Nothing was done: ask again after the time in Retry-After, and send fewer at once.")
        { RetryAfter = wait };
        meter.Refused(refusal.Code);
        return Problems.Write(http, refusal);
    }
}
