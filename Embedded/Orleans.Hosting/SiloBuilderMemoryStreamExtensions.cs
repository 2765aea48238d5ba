using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansOps.Embedded;

namespace Orleans.Hosting;

/// <summary>Streams inside the process.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>The stream provider of this name.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        builder.Services.AddKeyedSingleton<IStreamProvider>(name, static (services, key) => services.GetRequiredKeyedService<StreamProvider>(key));
        builder.Services.AddKeyedSingleton(name, static (services, key) => ActivatorUtilities.CreateInstance<StreamProvider>(services, (string)key!));
        builder.Services.AddSingleton(services => services.GetRequiredKeyedService<StreamProvider>(name));
        return builder;
    }
}
