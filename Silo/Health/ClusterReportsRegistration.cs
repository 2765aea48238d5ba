using Microsoft.Extensions.DependencyInjection;

namespace OrleansOps.Health;

internal static class ClusterReportsRegistration
{
    /// <summary>What a silo says of itself, and what it knows of the others.</summary>
    public static void AddClusterReports(this IServiceCollection services)
    {
        services.AddSingleton<IClusterMembers, ClusterMembersReader>();
        services.AddSingleton<CallRate>();
        services.AddHostedService<SiloReportLoop>();
    }
}
