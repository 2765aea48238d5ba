using OrleansOps.Access;

namespace OrleansOps.Hosting;

/// <summary>Where the grains are: in this process, or in a cluster of silos that this process is a client of.</summary>
internal static class GrainHosting
{
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
        var dashboard = new GrainDashboard(app.Services);
        app.Map(GrainDashboard.Path + "/{**page}", dashboard.Serve).RequireAuthorization(AccessPolicies.Operators).ExcludeFromDescription();
    }
}
