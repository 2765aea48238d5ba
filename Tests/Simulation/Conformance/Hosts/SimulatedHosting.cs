using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using OrleansOps.Simulation.Grains;

namespace OrleansOps.Simulation.Conformance;

/// <summary>The simulation's own host, here on the threads and the clock of this process.</summary>
public sealed class SimulatedHosting : Hosting
{
    public const string Name = "the simulation's host";

    public override async Task<RunningHost> Start(IReminderTable? reminders = null, TimeSpan? idleAge = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddGrainHost(new PoolExecutor(), "logs");
        services.AddGrainStorage("memory", static (_, _) => new KeptStates());
        services.AddSingleton(reminders ?? new LastingReminderTable());
        services.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
        services.AddSingleton<IOutgoingGrainCallFilter, OneFilter>();
        if (idleAge is { } age)
        {
            services.Configure<GrainCollectionOptions>(options => (options.CollectionQuantum, options.CollectionAge) = (age / 2, age));
        }

        var running = new Running(services.BuildServiceProvider());
        await running.Start();
        return running;
    }

    private sealed class Running(ServiceProvider life) : RunningHost
    {
        private readonly IHostedService _service = life.GetRequiredService<IHostedService>();

        public override IClusterClient Client => life.GetRequiredService<IClusterClient>();

        public Task Start() => _service.StartAsync(CancellationToken.None);

        public override Task Stop() => _service.StopAsync(CancellationToken.None);

        public override async ValueTask DisposeAsync()
        {
            await Stop();
            await life.DisposeAsync();
        }
    }

    private sealed class PoolExecutor : IExecutor
    {
        public void Execute(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
    }
}
