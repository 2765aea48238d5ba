using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;
using Orleans.Timers;

namespace OrleansOps.Simulation.Grains;

/// <summary>Composes the grains of one life. What is the same in all lives is not composed again.</summary>
internal static class GrainHostRegistration
{
    /// <summary>Adds everything but storage, the table of reminders and filters.</summary>
    public static IServiceCollection AddGrainHost(this IServiceCollection services, IExecutor executor, string streams)
    {
        OrleansTypes.AddStorageServices(services);
        services.AddLogging();
        services.AddOptions();
        services.AddSingleton(executor);
        services.AddSingleton<GrainHost>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(static life => life.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(static life => life.GetRequiredService<GrainFactory>());
        services.AddSingleton<GrainRuntime>();
        services.AddSingleton<IGrainRuntime>(static life => life.GetRequiredService<GrainRuntime>());
        services.AddSingleton<ITimerRegistry>(static life => life.GetRequiredService<GrainRuntime>());
        services.AddSingleton<Reminders>();
        services.AddSingleton<IReminderRegistry>(static life => life.GetRequiredService<Reminders>());
        services.AddKeyedSingleton<IStreamProvider>(streams, static (life, name) => new StreamProvider(life.GetRequiredService<GrainHost>(), (string)name!));
        services.AddSingleton<IHostedService, GrainHostService>();
        return services;
    }
}
