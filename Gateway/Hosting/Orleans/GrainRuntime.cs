using Orleans.Dashboard;
using OrleansOps.Access;

namespace OrleansOps.Hosting;

/// <summary>The grains run on Orleans: in this process, or in a cluster of silos that this process is a client of.</summary>
internal static class GrainRuntime
{
    public const string Name = "Orleans";

    /// <summary>An exception at start that says all there is to say; Orleans has none of its own.</summary>
    public static bool IsRefusal(Exception error) => false;

    public static void AddGrains(this WebApplicationBuilder builder)
    {
        if (builder.HasSilo())
        {
            builder.AddOpsSilo();
        }
        else
        {
            builder.AddOpsClusterClient();
            builder.Services.AddSingleton<IOutgoingGrainCallFilter, RepeatLostCalls>();
        }
    }

    /// <summary>The dashboard reads from its own silo; a pure client has none to show.</summary>
    public static void MapGrainDashboard(this WebApplication app)
    {
        if (app.Configuration.HasSilo())
        {
            app.MapOrleansDashboard(routePrefix: "/dashboard").RequireAuthorization(Doors.Operators);
        }
    }

    private static bool HasSilo(this WebApplicationBuilder builder) => builder.Configuration.HasSilo();

    private static bool HasSilo(this IConfiguration configuration) => configuration.GetValue("Cluster:Silo", defaultValue: true);
}
