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
using OrleansOps.Lifetime;
using OrleansOps.Logs;
using OrleansOps.Metrics;
using OrleansOps.Placement;
using OrleansOps.Redis;

namespace OrleansOps;

/// <summary>The grains on Orleans: in as many processes as there are, which find each other through Redis.</summary>
internal static class SiloComposition
{
    private static readonly TimeSpan IdleAge = TimeSpan.FromMinutes(2);

    public static void AddOps(this ISiloBuilder silo, StoreKind store)
    {
        silo.AddKubernetes();
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
        // Silos ask each other every half a second to a second, and three questions without an answer mean death: a silo that is killed is given up after
        // 1.1 to 1.4 s.
        o.ProbeTimeout = TimeSpan.FromSeconds(1);
        o.NumMissedProbesLimit = 3;

        // That does not count while anything was heard of the silo within three times this time: so one that is only slow stays (with four busy loops on
        // each core for a minute none was given up; pauses of 2.8 s were survived), and one that stands still is given up after 2.8 to 3.4 s.
        o.MaxProbeTimeout = TimeSpan.FromSeconds(1);

        // One silo's word is enough: where two of three die at once, there is only one left to say so.
        o.NumVotesForDeathDeclaration = 1;

        // Each silo must hear the other itself. Asked by way of a third one, two silos that cannot reach each other would both stay, and calls between
        // them would be lost for as long as that lasts.
        o.EnableIndirectProbes = false;

        // A silo that stood still finds out from the table that it was given up; the default lets it go on for up to a minute.
        o.TableRefreshTimeout = TimeSpan.FromSeconds(2);

        // A silo that starts waits for every silo of the table to answer or to be given up, and gives up those alone that did not note in the table for this
        // long that they are there: with the defaults, 90 s of no service after the end of all of them where they come back at other addresses. One
        // that is there and could not note it is only asked more often.
        o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        o.NumMissedTableIAmAliveLimit = 2;

        o.DefunctSiloExpiration = TimeSpan.FromHours(12);   // rows of silos that are gone; looked for each hour. The default keeps them for a week
    });

    private static void AddActivations(ISiloBuilder silo)
    {
        silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = IdleAge);   // a grain for each task: what is idle must leave soon
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, new SteadyClock(TimeProvider.System));

        // Where grains of other silos are, remembered. Room for the default of 1,000,000 is taken at the start (8 MB), and the Dashboard counts what is in it each
        // second by walking through all of it: a quarter of an idle silo's processor time.
        silo.Configure<GrainDirectoryOptions>(o => o.CacheSize = 50_000);
        silo.AddHostPlacement();
    }

    private static void AddStatistics(ISiloBuilder silo)
    {
        silo.AddDashboard();
        silo.Services.AddClusterReports();
        silo.Services.AddHostedService<FleetCensus>();
        silo.Services.AddHostedService<TaskCensus>();
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
