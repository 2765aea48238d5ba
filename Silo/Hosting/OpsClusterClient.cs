using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Streams;
using OrleansOps.Health;
using OrleansOps.Redis;
using StackExchange.Redis;

namespace OrleansOps;

/// <summary>Reaches the grains of a cluster from a process that hosts none.</summary>
public static class OpsClusterClient
{
    private static readonly TimeSpan LookForSilosEvery = TimeSpan.FromSeconds(5);

    /// <summary>Adds the client of the cluster. Configuration: <c>Redis:*</c>, <c>Cluster:*</c>. The silos are found through Redis.</summary>
    public static TBuilder AddOpsClusterClient<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddClusterNames();
        builder.Services.AddRedisStores();   // for the readiness page
        builder.Services.AddSingleton<IClusterStatistics, ClusterStatisticsReader>();
        var names = builder.Configuration.GetSection(ClusterNames.Section).Get<ClusterNames>() ?? new ClusterNames();
        var address = builder.Configuration[$"{RedisOptions.Section}:{nameof(RedisOptions.ConnectionString)}"] ?? new RedisOptions().ConnectionString;
        var redis = ConfigurationOptions.Parse(address);
        redis.AbortOnConnectFail = false;

        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o =>
            {
                o.ServiceId = names.ServiceId;
                o.ClusterId = names.ClusterId;
            });
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = LookForSilosEvery);
            client.UseRedisClustering(o => o.ConfigurationOptions = redis);
            client.AddMemoryStreams(Names.Streams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        });
        return builder;
    }
}
