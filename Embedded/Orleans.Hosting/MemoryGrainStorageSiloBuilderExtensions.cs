using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using OrleansOps.Embedded;

namespace Orleans.Hosting;

/// <summary>Grain storage that is lost with the process.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    private const string DefaultName = "Default";

    /// <summary>The storage of states that name none.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.AddMemoryGrainStorage(DefaultName, configureOptions);

    /// <summary>The storage of this name.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.ConfigureServices(services => services.AddGrainStorage(name, static (_, _) => new MemoryGrainStorage()));
}
