using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Streams;
using OrleansOps.Health;
using OrleansOps.Hosting;
using OrleansOps.Redis;

namespace OrleansOps;

/// <summary>Reaches the grains of a cluster from a process that hosts none.</summary>
public static class OpsClusterClient
{
    private static readonly TimeSpan LookForSilosEvery = TimeSpan.FromSeconds(5);

    /// <summary>Adds the client of the cluster. Configuration: <c>Redis:*</c>, <c>Cluster:*</c>. The silos are found through Redis, and nothing else is asked of it.</summary>
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
        services.AddSingleton<IClusterStatistics, ClusterStatisticsReader>();
        client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = LookForSilosEvery);
        client.UseRedisClustering(_ => { });
        services.AddRedisClustering();
        client.UseConnectionRetryFilter<SilosAwaited>();
        client.AddMemoryStreams(Names.Streams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        client.AddTls();
        services.AddClusterReach();
    }
}
