using Orleans.TestingHost;

namespace OrleansOps.Conformance;

/// <summary>A cluster of one silo in this process, with a client.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private GrainHost(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Client => _cluster.Client;

    public static async Task<GrainHost> Start(Action<ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            silo.AddMemoryGrainStorage("memory");
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams("logs");
            silo.UseInMemoryReminderService();
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
            configure?.Invoke(silo);
        });
        builder.ConfigureClient(client => client.AddMemoryStreams("logs"));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    public Task Stop() => _cluster.StopSiloAsync(_cluster.Silos[0]);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
