using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Hosting;

/// <summary>A silo in this process, composed as the product composes it, on the runtime that this build has.</summary>
internal sealed class SiloUnderTest : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _stopped;

    private SiloUnderTest(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IClusterClient Client => Services.GetRequiredService<IClusterClient>();

    public static Task<SiloUnderTest> OnMemory(TimeProvider? time = null, params (string Key, string Value)[] settings) =>
        Start(time, [("Store", "Memory"), .. settings]);

    public static Task<SiloUnderTest> OnRedis(RedisServer redis, params (string Key, string Value)[] settings) => OnRedis(redis, null, settings);

    public static Task<SiloUnderTest> OnRedis(RedisServer redis, TimeProvider? time, params (string Key, string Value)[] settings) =>
        Start(time, [("Store", "Redis"), ("Redis:ConnectionString", redis.Address), ("Redis:CallTimeout", "00:00:02"), .. settings]);

    /// <summary>The seam's implementation that the silo runs with.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public ITaskGrain Task(string id) => Grains.GetGrain<ITaskGrain>(id);

    public IAgentGrain Agent(string id) => Grains.GetGrain<IAgentGrain>(id);

    public ILogSinkGrain Log(string id) => Grains.GetGrain<ILogSinkGrain>(id);

    public Task<SubmitReply> Submit(string id, string agentId = Some.AgentId) => Task(id).Submit(Some.Spec(agentId));

    /// <summary>Enrols an agent, if it is new, and connects it.</summary>
    public async Task<AgentUnderTest> Connect(string agentId = Some.AgentId, int slots = 5, params HeldTask[] held)
    {
        await Agent(agentId).Register(new AgentRegistration(Some.AgentName, new Dictionary<string, string>()));
        return await AgentUnderTest.Connect(this, agentId, slots, held);
    }

    public async Task Publish(LogBatch batch) =>
        await Client.GetStreamProvider(Names.Streams).GetStream<LogBatch>(StreamId.Create(Names.TaskLogs, batch.TaskId)).OnNextAsync(batch);

    public Task<TaskView> Reaches(string taskId, TaskPhase phase) => Reaches(taskId, task => task.Phase == phase, $"task {taskId} is {phase}");

    public async Task<TaskView> Reaches(string taskId, Func<TaskView, bool> wanted, string expected) =>
        (await Eventually.Get(() => Task(taskId).Describe(), task => task is not null && wanted(task), expected))!;

    public async Task Stop()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _host.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _host.Dispose();
    }

    private static async Task<SiloUnderTest> Start(TimeProvider? time, (string Key, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["Cluster:SiloPort"] = FreePort();
        builder.Configuration["Cluster:GatewayPort"] = FreePort();
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.AddOpsSilo();
        var host = builder.Build();
        await host.StartAsync();
        return new SiloUnderTest(host);
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
