using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Hosting.Embedded;
using Orleans.Runtime.Hosting;
using OrleansOps.Health;
using OrleansOps.Redis;

namespace OrleansOps;

/// <summary>The grains on the embedded runtime: in this process alone.</summary>
internal static class SiloComposition
{
    private static readonly TimeSpan IdleAge = TimeSpan.FromMinutes(2);

    /// <summary>Why a silo cannot run without a gateway.</summary>
    public static string? WhyNotAlone =>
        "This build has the embedded grain runtime, which runs inside the gateway's process: start OrleansOps.Gateway. "
        + "To run silos of their own, build with -p:GrainRuntime=Orleans.";

    public static void AddGrains(IHostApplicationBuilder builder, StoreKind store) => builder.UseOrleans(silo =>
    {
        silo.Services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterNames>>((cluster, names) =>
        {
            cluster.ServiceId = names.Value.ServiceId;
            cluster.ClusterId = names.Value.ClusterId;
        });
        silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = IdleAge);   // a grain for each task: what is idle must leave soon
        silo.AddMemoryStreams(Names.Streams);
        silo.Services.AddSingleton<IClusterStatistics, ClusterStatisticsReader>();
        if (store == StoreKind.Memory)
        {
            silo.AddMemoryGrainStorage(Names.Storage);
            silo.UseInMemoryReminderService();
            return;
        }

        silo.Services.AddGrainStorage(Names.Storage, static (services, _) => ActivatorUtilities.CreateInstance<RedisGrainStorage>(services));
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, RedisReminderTable>();
        silo.Services.AddSingleton<IStoreLease, RedisLease>();
    });
}
