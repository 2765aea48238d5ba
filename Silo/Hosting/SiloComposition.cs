using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Runtime.GrainDirectory;
using OrleansOps.Health;
using OrleansOps.Hosting;
using OrleansOps.Logs;
using OrleansOps.Placement;
using OrleansOps.Redis;

namespace OrleansOps;

/// <summary>The grains on Orleans: in as many processes as there are, which find each other through Redis.</summary>
internal static class SiloComposition
{
    private static readonly TimeSpan IdleAge = TimeSpan.FromMinutes(2);

    public static void AddOps(this ISiloBuilder silo, StoreKind store)
    {
        silo.Services.AddOrleansNames();
        AddEndpoints(silo);
        AddMembership(silo);
        AddActivations(silo);
        silo.AddLogStreams();
        AddStatistics(silo);
        silo.AddCalls();
        if (store == StoreKind.Memory)
        {
            AddMemory(silo);
        }
        else
        {
            AddRedis(silo);
        }

        silo.AddTls();
        silo.Services.AddClusterReach();
        silo.Services.AddSingleton<IFatalErrorHandler, FatalErrors>();
    }

    private static void AddEndpoints(ISiloBuilder silo) => silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<ClusterMemberOptions>>((endpoints, ours) =>
    {
        var member = ours.Value;
        endpoints.AdvertisedIPAddress = member.Advertised;
        endpoints.SiloPort = member.SiloPort;
        endpoints.GatewayPort = member.GatewayPort;
        endpoints.SiloListeningEndpoint = new IPEndPoint(member.Listen, member.SiloPort);
        endpoints.GatewayListeningEndpoint = new IPEndPoint(member.Listen, member.GatewayPort);
    });

    private static void AddMembership(ISiloBuilder silo) => silo.Configure<ClusterMembershipOptions>(o =>
    {
        // A silo that dies is found out within about a second; the default takes a quarter of a minute.
        o.ProbeTimeout = TimeSpan.FromSeconds(1);

        // One silo's word is enough: where two of three die at once, there is only one left to say so. Three probes and not two, because with one
        // word a silo that was only starting on a busy machine was given up.
        o.NumMissedProbesLimit = 3;
        o.NumVotesForDeathDeclaration = 1;

        // Votes against a silo do not count while something was heard of it within twice this time: so one that is only slow to answer stays. With the
        // default of 4 s a silo that stands still is given up after 8 s, with this after 3 to 4.
        o.MaxProbeTimeout = TimeSpan.FromSeconds(1.5);

        o.DefunctSiloExpiration = TimeSpan.FromHours(12);   // rows of silos that are gone; looked for each hour. The default keeps them for a week
    });

    private static void AddActivations(ISiloBuilder silo)
    {
        silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = IdleAge);   // a grain for each task: what is idle must leave soon
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, new SteadyClock(TimeProvider.System));
        silo.AddHostPlacement();
    }

    private static void AddStatistics(ISiloBuilder silo)
    {
        silo.AddDashboard();
        silo.Services.AddClusterReports();
        silo.Services.AddOptions<Orleans.Configuration.SiloOptions>().Configure<IConfiguration>((silo, configuration) => silo.SiloName = configuration.ProcessName());
    }

    private static void AddMemory(ISiloBuilder silo)
    {
        silo.UseDevelopmentClustering(o => o.Configure<IOptions<ClusterMemberOptions>>(
            (cluster, ours) => cluster.PrimarySiloEndpoint = new IPEndPoint(ours.Value.Advertised, ours.Value.SiloPort)));
        silo.AddMemoryGrainStorage(Names.Storage, o => o.GrainStorageSerializer = new JsonGrainSerializer());
        silo.UseInMemoryReminderService();
    }

    /// <summary>All of it on the one connection that our own stores use.</summary>
    private static void AddRedis(ISiloBuilder silo)
    {
        silo.UseRedisClustering(_ => { });
        silo.Services.AddRedisClustering();
        silo.AddRedisGrainStorage(Names.Storage, storage => storage.Configure<RedisAwaited>((o, redis) =>
        {
            o.ConfigurationOptions = redis.Configuration;
            o.CreateMultiplexer = _ => redis.Open();
            o.GrainStorageSerializer = new JsonGrainSerializer();
            o.DeleteStateOnClear = true;   // else what is forgotten leaves its key
        }));
        silo.AddRedisGrainDirectory(HostDirectory.Name, directory => directory.Configure<RedisAwaited>((o, redis) =>
        {
            o.ConfigurationOptions = redis.Configuration;
            o.CreateMultiplexer = _ => redis.Open();
        }));
        silo.Services.AddSingleton<IGrainDirectoryResolver, HostDirectory>();
        silo.UseRedisReminderService(_ => { });
        silo.Services.AddOptions<RedisReminderTableOptions>().Configure<RedisAwaited>((o, redis) =>
        {
            o.ConfigurationOptions = redis.Configuration;
            o.CreateMultiplexer = _ => redis.Open();
        });
    }
}
