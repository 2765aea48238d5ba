using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tests.World;

/// <summary>Several silos on one Redis and a client of them, in this process, with real connections between them.</summary>
internal sealed class ClusterUnderTest : IAsyncDisposable
{
    private readonly RedisServer _redis;
    private readonly List<SiloInCluster> _silos = [];
    private IHost? _client;

    private ClusterUnderTest(RedisServer redis) => _redis = redis;

    public IReadOnlyList<SiloInCluster> Silos => _silos;

    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    public static async Task<ClusterUnderTest> Start(int silos, params (string Key, string? Value)[] settings)
    {
        var cluster = new ClusterUnderTest(await RedisServer.Start());
        try
        {
            for (var number = 0; number < silos; number++)
            {
                cluster._silos.Add(new SiloInCluster(cluster._redis, settings.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal)));
                await cluster._silos[^1].Start();
            }

            await cluster.StartClient();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public ITaskGrain Task(string id) => Client.GetGrain<ITaskGrain>(id);

    public ILogSinkGrain Log(string id) => Client.GetGrain<ILogSinkGrain>(id);

    /// <summary>Enrols and connects an agent.</summary>
    public async Task<AgentUnderTest> Connect(string agentId, int slots = 5)
    {
        await Client.GetGrain<IAgentGrain>(agentId).Register(new AgentRegistration(agentId, new Dictionary<string, string>()));
        return await AgentUnderTest.Connect(Client, agentId, slots, []);
    }

    public Task Submit(string id, string agentId) => Task(id).SubmitAtItsHost(Some.Spec(agentId));

    /// <summary>False: the silo did not take it, and it is to be sent again.</summary>
    public Task<bool> Publish(LogBatch batch) => Client.GetGrain<ILogIntakeGrain>(batch.AgentId).Take([batch]);

    /// <summary>Where each of these grains is: key to silo. One that is seen twice is on its way, and nowhere.</summary>
    public async Task<IReadOnlyDictionary<string, SiloAddress>> Places<TGrain>()
        where TGrain : IGrainWithStringKey
    {
        var type = Client.GetGrain<TGrain>("any").GetGrainId().Type;
        var all = await Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        return all.Where(activation => activation.GrainId.Type == type).GroupBy(one => one.GrainId.Key.ToString()!, one => one.SiloAddress, StringComparer.Ordinal)
            .ToDictionary(grain => grain.Key, grain => grain.Count() == 1 ? grain.Single() : SiloAddress.Zero, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
        {
            await client.StopAsync();
            client.Dispose();
        }

        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private async Task StartClient()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["Redis:ConnectionString"] = _redis.Address;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddOpsClusterClient();
        _client = builder.Build();
        await _client.StartAsync();
    }
}
