using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;
using OrleansOps.Health;
using OrleansOps.Hosting;

namespace OrleansOps;

/// <summary>Reaches the grains of a cluster from a process that hosts none.</summary>
public static class OpsClusterClient
{
    /// <summary>Adds the client of the cluster. Configuration: <c>Redis:*</c>, <c>Cluster:*</c>. The silos are found through Redis, and nothing else is asked of it but whether it still is the same.</summary>
    public static TBuilder AddOpsClusterClient<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddClusterOptions(ClusterRole.Gateway);
        services.AddProcessEnd();
        services.AddRedisConnection();
        builder.UseOrleansClient(AddOps);
        return builder;
    }

    private static void AddOps(IClientBuilder client)
    {
        var services = client.Services;
        services.AddOrleansNames();
        services.AddSingleton<IClusterMembers, ClusterMembersReader>();
        client.AddDashboard();
        client.UseRedisClustering(_ => { });
        services.AddRedisClustering();
        client.UseConnectionRetryFilter<SilosAwaited>();
        client.AddTls();
        client.AddCalls();
        services.AddClusterReach();
    }
}
