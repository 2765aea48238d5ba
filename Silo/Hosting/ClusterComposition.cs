using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using OrleansOps.Hosting;
using OrleansOps.Lifetime;
using OrleansOps.Redis;

namespace OrleansOps;

/// <summary>What a silo and a client of silos have in common.</summary>
internal static class ClusterComposition
{
    public static void AddOrleansNames(this IServiceCollection services) =>
        services.AddOptions<Orleans.Configuration.ClusterOptions>().Configure<IOptions<ClusterNames>>((cluster, ours) =>
        {
            cluster.ServiceId = ours.Value.ServiceId;
            cluster.ClusterId = ours.Value.ClusterId;
        });

    /// <summary>The table of silos lies in Redis, on the process's one connection.</summary>
    public static void AddRedisClustering(this IServiceCollection services) =>
        services.AddOptions<RedisClusteringOptions>().Configure<RedisAwaited>((clustering, redis) =>
        {
            clustering.ConfigurationOptions = redis.Configuration;
            clustering.CreateMultiplexer = _ => redis.Open();
        });

    public static void AddClusterReach(this IServiceCollection services)
    {
        services.AddSingleton<ClusterReach>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(all => all.GetRequiredService<ClusterReach>());
        services.AddSingleton<ILifecycleParticipant<IClusterClientLifecycle>>(all => all.GetRequiredService<ClusterReach>());
    }
}
