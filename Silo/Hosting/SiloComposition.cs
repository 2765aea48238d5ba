using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Streams;
using OrleansOps.Health;
using OrleansOps.Redis;
using StackExchange.Redis;

namespace OrleansOps;

/// <summary>The grains on Orleans: in as many processes as there are, which find each other through Redis.</summary>
internal static class SiloComposition
{
    private static readonly TimeSpan IdleAge = TimeSpan.FromMinutes(2);

    public static void AddGrains(IHostApplicationBuilder builder, StoreKind store) => builder.UseOrleans(silo =>
    {
        var names = builder.Configuration.GetSection(ClusterNames.Section).Get<ClusterNames>() ?? new ClusterNames();
        silo.Configure<ClusterOptions>(o =>
        {
            o.ServiceId = names.ServiceId;
            o.ClusterId = names.ClusterId;
        });
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            // A silo that dies is found out within about a second; the default takes a quarter of a minute.
            o.ProbeTimeout = TimeSpan.FromSeconds(1);
            o.NumMissedProbesLimit = 2;
        });
        silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = IdleAge);   // a grain for each task: what is idle must leave soon
        silo.AddMemoryStreams(Names.Streams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));   // else each stream ever used leaves a row
        silo.AddDashboard();
        silo.Services.AddSingleton<IClusterStatistics, ClusterStatisticsReader>();
        if (store == StoreKind.Memory)
        {
            silo.UseLocalhostClustering(names.SiloPort, names.GatewayPort, serviceId: names.ServiceId, clusterId: names.ClusterId);
            silo.AddMemoryGrainStorage(Names.Storage);
            silo.UseInMemoryReminderService();
            return;
        }

        AddRedis(silo, names, ConfigurationOptions.Parse(RedisAddress(builder)));
    });

    private static void AddRedis(ISiloBuilder silo, ClusterNames names, ConfigurationOptions redis)
    {
        redis.AbortOnConnectFail = false;
        silo.ConfigureEndpoints(names.SiloPort, names.GatewayPort, listenOnAnyHostAddress: true);
        silo.UseRedisClustering(o => o.ConfigurationOptions = redis);
        silo.AddRedisGrainStorage(Names.Storage, o =>
        {
            o.ConfigurationOptions = redis;
            o.GrainStorageSerializer = new JsonGrainSerializer();
        });
        silo.UseRedisReminderService(o => o.ConfigurationOptions = redis);
    }

    private static string RedisAddress(IHostApplicationBuilder builder) =>
        builder.Configuration[$"{RedisOptions.Section}:{nameof(RedisOptions.ConnectionString)}"] ?? new RedisOptions().ConnectionString;
}
