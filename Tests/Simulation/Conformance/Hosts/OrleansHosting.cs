using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace OrleansOps.Simulation.Conformance;

/// <summary>A cluster of one silo of Orleans in this process, with a client.</summary>
public sealed class OrleansHosting : Hosting
{
    public const string Name = "Orleans";

    public override async Task<RunningHost> Start(IReminderTable? reminders = null, TimeSpan? idleAge = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("memory");
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams("logs");
            silo.UseInMemoryReminderService();
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
            silo.AddOutgoingGrainCallFilter(OneFilter.Invoke);
            if (reminders is not null)
            {
                silo.Services.AddSingleton(reminders);
            }

            if (idleAge is { } age)
            {
                silo.Configure<GrainCollectionOptions>(options => (options.CollectionQuantum, options.CollectionAge) = (age / 2, age));
            }
        });
        builder.ConfigureClient(client => client.AddMemoryStreams("logs"));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new Running(cluster);
    }

    private sealed class Running(InProcessTestCluster cluster) : RunningHost
    {
        public override IClusterClient Client => cluster.Client;

        public override Task Stop() => cluster.StopSiloAsync(cluster.Silos[0]);

        public override ValueTask DisposeAsync() => cluster.DisposeAsync();
    }
}
