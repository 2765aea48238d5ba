using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Hosting;

/// <summary>A silo in this process, composed as the product composes it. Only its ports are files.</summary>
internal sealed class SiloUnderTest : IAsyncDisposable
{
    /// <summary>A message to an agent may be on its way while a test moves the clock, which takes the test no time at all.</summary>
    private static readonly (string Key, string Value) MessagesMayTakeLong = ("Agents:SendWithin", "00:10:00");

    private readonly IHost _host;
    private bool _stopped;

    private SiloUnderTest(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IClusterClient Client => Services.GetRequiredService<IClusterClient>();

    public static Task<SiloUnderTest> OnMemory(TimeProvider? time = null, params (string Key, string Value)[] settings) =>
        Start(time, [("Store", "Memory"), MessagesMayTakeLong, .. settings]);

    public static Task<SiloUnderTest> OnRedis(RedisServer redis, params (string Key, string Value)[] settings) => OnRedis(redis, null, settings);

    public static Task<SiloUnderTest> OnRedis(RedisServer redis, TimeProvider? time, params (string Key, string Value)[] settings) =>
        Start(time, [("Store", "Redis"), ("Redis:ConnectionString", redis.Address), ("Redis:CallTimeout", "00:00:02"), .. settings]);

    /// <summary>With something of the product replaced.</summary>
    public static Task<SiloUnderTest> OnMemory(Action<ISiloBuilder> replace) => Start(time: null, [("Store", "Memory"), MessagesMayTakeLong], replace);

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
        await Agent(agentId).Register(new AgentRegistration(agentId == Some.AgentId ? Some.AgentName : agentId, new Dictionary<string, string>()));
        return await AgentUnderTest.Connect(Grains, agentId, slots, held);
    }

    public Task<bool> Publish(LogBatch batch) => Grains.GetGrain<ILogIntakeGrain>(batch.AgentId).Take([batch]);

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

    /// <param name="time">The clock of the grains and of all else that is ours. Orleans' own loops keep the system's: they would run inside of Advance.</param>
    /// <param name="settings">Of the product.</param>
    /// <param name="replace">Comes after the product.</param>
    private static async Task<SiloUnderTest> Start(TimeProvider? time, (string Key, string Value)[] settings, Action<ISiloBuilder>? replace = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        builder.AddOpsSilo();
        builder.UseOwnPorts();
        if (replace is not null)
        {
            builder.UseOrleans(replace);
        }

        var host = builder.Build();
        await host.StartAsync();
        return new SiloUnderTest(host);
    }
}
