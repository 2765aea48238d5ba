using Orleans.Dashboard;
using OrleansOps.Access;
using OrleansOps.Http;

namespace OrleansOps.Hosting;

/// <summary>Where the grains are: in this process, or in a cluster of silos that this process is a client of.</summary>
internal static class GrainHosting
{
    private const string LogPath = "/Trace";

    /// <summary>Address of the grain runtime's own pages.</summary>
    public const string DashboardPath = "/dashboard";

    public static void AddGrains(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.HasSilo())
        {
            builder.AddOpsSilo();
        }
        else
        {
            builder.AddOpsClusterClient();
        }
    }

    /// <summary>The runtime's own pages. They ask grains, so a gateway without a silo has them too. They are no part of our API.</summary>
    public static void MapGrainDashboard(this WebApplication app)
    {
        var pages = app.MapOrleansDashboard(routePrefix: DashboardPath);
        pages.RequireAuthorization(AccessPolicies.Operators).ExcludeFromDescription();
        pages.AddEndpointFilter(async (call, next) => IsLog(call.HttpContext.GetEndpoint()) ? NoLog() : await next(call));
    }

    /// <summary>By the endpoint: a path may be written in many ways.</summary>
    private static bool IsLog(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } route } && route.TrimEnd('/').EndsWith(LogPath, StringComparison.OrdinalIgnoreCase);

    /// <summary>An endless answer without the bounds that our live streams have.</summary>
    private static RefusedResult NoLog() => new(new Refusal(
        StatusCodes.Status404NotFound, "log-not-served", "The log of this process is not served.", "It is where the process writes it: on its standard output."));
}
