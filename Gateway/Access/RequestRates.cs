using System.Globalization;
using System.Security.Claims;
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
    /// <summary>After authorization: who shows no token was measured before it (<see cref="StrangerRates"/>).</summary>
    public static void UseRequestRates(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<RequestLimit>();
        var meter = app.Services.GetRequiredService<GatewayMeter>();
        var perSecond = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.RequestsPerSecond;
        app.Use((http, next) => Measured(http.User) is { } token && limit.Take(token) is { } wait
            ? Refuse(http, perSecond, wait, meter)
            : next(http));
    }

    private static string? Measured(ClaimsPrincipal user) =>
        user.HasClaim(AccessClaims.Kind, AccessToken.NameOf(TokenKind.Agent)) ? null : user.FindFirstValue(AccessClaims.TokenId);

    private static Task Refuse(HttpContext http, int perSecond, TimeSpan wait, GatewayMeter meter)
    {
        meter.Refused(Api.ProblemCodes.TooManyRequests.Code);
        return Problems.Write(http, new Refusal(
            Api.ProblemCodes.TooManyRequests, "This token sends too many requests.",
            string.Create(CultureInfo.InvariantCulture, $"The limit is {perSecond} requests a second for each token ({AccessOptions.Section}:{nameof(AccessOptions.RequestsPerSecond)}). ")
                + "Nothing was done: ask again after the time in Retry-After, and send fewer at once.")
        { RetryAfter = wait });
    }
}
