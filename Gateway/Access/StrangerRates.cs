using System.Globalization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using OrleansOps.Http;
using OrleansOps.Metrics;

namespace OrleansOps.Access;

/// <summary>
/// Bounds what an address may ask without showing a token. Who shows one is measured by it, or by the rule for wrong ones, so a stranger takes
/// nothing from a neighbour who has one.
/// </summary>
internal static class StrangerRates
{
    /// <summary>Stands after routing, which says who is meant, and before all that costs something or writes a line.</summary>
    public static void UseStrangerRates(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<StrangerLimit>();
        var meter = app.Services.GetRequiredService<GatewayMeter>();
        var perSecond = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.StrangersPerSecond;
        app.Use((http, next) => IsMeasured(http) && limit.Take(http.Connection.RemoteIpAddress) is { } wait
            ? Refuse(http, perSecond, wait, meter)
            : next(http));
    }

    /// <summary>An agent begins without a token, to be given its challenge, and a fleet may come at once from one address; a login shows its token in the body; the doors for files of tasks and for agents of other protocols measure those whose token is wrong.</summary>
    private static bool IsMeasured(HttpContext http) =>
        !PresentedCredentials.AreIn(http.Request)
        && http.GetEndpoint()?.Metadata is var about
        && about?.GetMetadata<HubMetadata>() is null
        && about?.GetMetadata<TokenInBody>() is null
        && about?.GetMetadata<TokenOfTask>() is null
        && about?.GetMetadata<TokenOfOlderAgent>() is null;

    private static Task Refuse(HttpContext http, int perSecond, TimeSpan wait, GatewayMeter meter)
    {
        meter.Refused(Api.ProblemCodes.TooManyStrangers.Code);
        return Problems.Write(http, new Refusal(
            Api.ProblemCodes.TooManyStrangers, "Too many requests without a token come from this address.",
            string.Create(CultureInfo.InvariantCulture, $"The limit is {perSecond} a second ({AccessOptions.Section}:{nameof(AccessOptions.StrangersPerSecond)}). Send the header 'Authorization: Bearer <token>'."))
        { RetryAfter = wait });
    }
}
