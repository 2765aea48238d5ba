using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Streams;
using OrleansOps.Agents;
using OrleansOps.Hosting;
using OrleansOps.InMemory;
using OrleansOps.Live;
using OrleansOps.Logs;
using OrleansOps.Metrics;
using OrleansOps.Schedules;
using OrleansOps.Secrets;
using OrleansOps.Simulation.Grains;
using OrleansOps.Simulation.Time;
using OrleansOps.Simulation.World;
using OrleansOps.Sockets;
using OrleansOps.Sockets.Connections;
using OrleansOps.Sockets.Delivery;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.Server;

/// <summary>One life of gateway and silo: the real grains and the real doors, on simulated time, store and sockets.</summary>
internal sealed class ControlPlane
{
    private static readonly GatewayMeter Meter =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());

    private static readonly TimeSpan IdleAge = TimeSpan.FromSeconds(20);

    private readonly Sockets _sockets = new();
    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);

    public ControlPlane(SimulatedWorld world, Life life)
    {
        World = world;
        Life = life;
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationRoot([]));
        services.AddSingleton<IHostApplicationLifetime, NoHost>();
        services.AddSingleton<TimeProvider>(life);
        AddSilo(services);
        AddGateway(services);
        Services = services.BuildServiceProvider();
        Filter = Services.GetRequiredService<AgentHubFilter>();
    }

    public SimulatedWorld World { get; }

    public Life Life { get; }

    public IServiceProvider Services { get; }

    public AgentHubFilter Filter { get; }

    public bool IsUp { get; private set; }

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The highest epoch that an agent was welcomed with in this life; 0 if none was.</summary>
    public long NewestEpoch(string agentId) => _epochs.GetValueOrDefault(agentId);

    public void Opened(string agentId, long epoch) => _epochs[agentId] = Math.Max(epoch, NewestEpoch(agentId));

    public async Task Start()
    {
        foreach (var hosted in Services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        IsUp = true;
    }

    /// <summary>Stops as a process does that is asked to: agents are sent away, grains leave.</summary>
    public async Task Stop()
    {
        foreach (var socket in Services.GetRequiredService<AgentSockets>().All.ToList())
        {
            await socket.Part(CloseReason.ShuttingDown, "The gateway stops.", World.Scheduler.Chance.Span(0, 2));
            socket.Abort();
        }

        IsUp = false;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), Life);
        foreach (var hosted in Services.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(limit.Token);
        }
    }

    /// <summary>One grain goes, or some, or most. Mostly the gateway hears of it; if it does not, heartbeats and reports find out.</summary>
    public void LoseGrains()
    {
        var chance = World.Scheduler.Chance;
        var all = Services.GetRequiredService<GrainHost>().Activations();
        if (all.Count == 0)
        {
            return;
        }

        var share = chance.Span(0, 1).TotalSeconds;
        List<Activation> lost = chance.Hits(0.3) ? [chance.One(all)] : [.. all.Where(_ => chance.Hits(share))];
        foreach (var activation in lost)
        {
            World.Scheduler.Trace.Add($"{Life}: {activation} is lost");
            activation.Lose();
        }

        if (chance.Hits(0.7))
        {
            Life.After(chance.Skewed(0, 3), "a silo is lost", Services.GetRequiredService<SiloLosses>().Tell);
        }
    }

    public AgentHub Hub(Network.ServerEnd connection)
    {
        _sockets.Add(connection);
        return new AgentHub(
            Services.GetRequiredService<AgentSockets>(),
            Services.GetRequiredService<AgentSessions>(),
            departures: null!,   // no agent here is for one task
            Services.GetRequiredService<ReportDelivery>(),
            Services.GetRequiredService<LogPublisher>())
        {
            Context = connection,
        };
    }

    private void AddSilo(ServiceCollection services)
    {
        services.AddGrainHost(Life, Names.Streams);
        services.Configure<GrainCollectionOptions>(grains => grains.CollectionAge = IdleAge);
        services.AddSingleton<ILoggerFactory>(new TraceLoggers(World.Scheduler.Trace, Life.Name));
        services.AddGrainOptions();
        services.AddSingleton(typeof(IChanges<>), typeof(MemoryChanges<>));   // nobody follows live here, so they need not outlive the server
        services.Configure<TaskOptions>(World.Profile.Apply);
        services.Configure<AgentOptions>(World.Profile.Apply);
        services.Configure<ScheduleOptions>(schedules => schedules.LateAfter = TimeSpan.FromSeconds(10));
        services.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = ("ops", "ops"));
        services.AddSingleton<ILogQueue>(static life => new SimulatedLogQueue((StreamProvider)life.GetRequiredKeyedService<IStreamProvider>(Names.Streams)));
        services.AddSingleton(World.Reminders);
        services.AddGrainStorage(Names.Storage, (_, _) => new StateStorage(World.Database, Life));
        foreach (var face in World.Database.Faces)
        {
            services.AddSingleton(face, _ => StoreProxy.Create(face, World.Database, Life));
        }

        services.AddSingleton<IOutgoingGrainCallFilter>(new LossyCalls(World, Life));
        services.AddHostedService<DeadlineWatchLoop>();
    }

    private void AddGateway(ServiceCollection services)
    {
        services.AddSingleton<IHubContext<AgentHub, Protocol.IAgentClient>>(_sockets);
        services.AddSingleton(Meter);
        services.AddSingleton<SiloLosses>();
        services.AddSingleton(new TaskSecrets(new SecretsKey(new byte[SecretsKey.Length])));
        services.AddAgentSessions();
    }
}
