using Orleans.Dashboard;
using OrleansOps.Access;

namespace OrleansOps.Hosting;

/// <summary>Where the grains are: in this process, or in a cluster of silos that this process is a client of.</summary>
internal static class GrainHosting
{
    private const string DashboardPath = "/dashboard";

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

    /// <summary>Address of the runtime's own pages; null where this process has no silo.</summary>
    public static string? Dashboard(IConfiguration configuration) => configuration.HasSilo() ? DashboardPath : null;

    /// <summary>The dashboard reads from its own silo; a pure client has none to show.</summary>
    public static void MapGrainDashboard(this WebApplication app)
    {
        if (app.Configuration.HasSilo())
        {
            app.MapOrleansDashboard(routePrefix: DashboardPath).RequireAuthorization(Doors.Operators).ExcludeFromDescription();
        }
    }
}
