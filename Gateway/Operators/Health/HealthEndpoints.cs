using Microsoft.AspNetCore.Authentication;
using OrleansOps.Access;
using OrleansOps.Health;
using OrleansOps.Lifetime;

namespace OrleansOps.Operators.Health;

/// <summary>For whoever restarts the process, and for whoever sends requests to it. Details are for operators: they name addresses and versions.</summary>
internal static class HealthEndpoints
{
    /// <summary>As long as nobody can say whose token it is, it is a stranger's.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static void MapGatewayHealth(this WebApplication app)
    {
        var probe = app.Services.GetRequiredService<ReadinessProbe>();
        var (reach, time) = (app.Services.GetRequiredService<ClusterReach>(), app.Services.GetRequiredService<TimeProvider>());
        app.MapHealth(async http =>
        {
            var asking = probe.Ask(http.RequestAborted);
            var isOperator = reach.Problem is null && PresentedCredentials.AreIn(http.Request) && await IsOperator(http, time);
            return isOperator ? await asking : (await asking).Bare();
        });
    }

    private static async Task<bool> IsOperator(HttpContext http, TimeProvider time)
    {
        try
        {
            var caller = await http.AuthenticateAsync().WaitAsync(Timeout, time, http.RequestAborted);
            return caller.Principal?.HasClaim(AccessClaims.Kind, AccessToken.NameOf(TokenKind.Admin)) == true;
        }
        catch (Exception away) when (away.MeansUnavailable())
        {
            return false;
        }
    }
}
