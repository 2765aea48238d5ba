using OrleansOps.Http;
using OrleansOps.Lifetime;

namespace OrleansOps.Hosting;

/// <summary>The port is open before the grains can be called. Until then whatever needs them is asked to come back.</summary>
internal static class ClusterCheck
{
    public static void UseClusterCheck(this WebApplication app)
    {
        var reach = app.Services.GetRequiredService<ClusterReach>();
        app.Use((http, next) => reach.Problem is { } problem
            ? Problems.Write(http, new Refusal(Api.ProblemCodes.Unavailable, "The control plane is not there yet.", problem) { RetryAfter = TimeSpan.FromSeconds(1) })
            : next(http));
    }
}
