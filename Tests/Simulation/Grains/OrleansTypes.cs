using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Invocation;
using Orleans.Serialization.Serializers;

namespace OrleansOps.Simulation.Grains;

/// <summary>
/// What Orleans' own composition knows of the types in this process: generated references, copiers, names. It is composed once, its silo never
/// starts, and every life shares it, as it takes longer than a whole run.
/// </summary>
internal static class OrleansTypes
{
    private static readonly IServiceProvider Composed = Compose();
    private static readonly GrainInterfaceTypeResolver Interfaces = Composed.GetRequiredService<GrainInterfaceTypeResolver>();
    private static readonly GrainInterfaceTypeToGrainTypeResolver Implementations = Composed.GetRequiredService<GrainInterfaceTypeToGrainTypeResolver>();
    private static readonly ConcurrentDictionary<Type, GrainInterfaceType> InterfaceTypes = new();
    private static readonly ConcurrentDictionary<GrainInterfaceType, GrainType> GrainTypes = new();
    private static readonly Dictionary<GrainInterfaceType, ConstructorInvoker> References = FindReferences();

    public static CodecProvider Codecs { get; } = Composed.GetRequiredService<CodecProvider>();

    public static CopyContextPool CopyContexts { get; } = Composed.GetRequiredService<CopyContextPool>();

    public static DeepCopier Copier { get; } = Composed.GetRequiredService<DeepCopier>();

    public static DeepCopier<Response> ResponseCopier { get; } = Composed.GetRequiredService<DeepCopier<Response>>();

    public static IReadOnlyList<Type> GrainClasses { get; } = [.. Manifest.InterfaceImplementations.Where(type => typeof(Grain).IsAssignableFrom(type) && !type.IsAbstract)];

    private static TypeManifestOptions Manifest => Composed.GetRequiredService<IOptions<TypeManifestOptions>>().Value;

    public static GrainInterfaceType InterfaceOf(Type type) => InterfaceTypes.GetOrAdd(type, Interfaces.GetGrainInterfaceType);

    /// <summary>The grains that have this interface.</summary>
    public static GrainType Implementing(GrainInterfaceType type) => GrainTypes.GetOrAdd(type, Implementations.GetGrainType);

    public static GrainType GrainTypeOf(Type grainClass) => Composed.GetRequiredService<GrainTypeResolver>().GetGrainType(grainClass);

    public static Type ClassOf(GrainType type) =>
        Composed.GetRequiredService<GrainClassMap>().TryGetGrainClass(type, out var found) ? found : throw new ArgumentException($"No grain is called {type}.", nameof(type));

    public static GrainReference NewReference(GrainReferenceShared shared, IdSpan key) => (GrainReference)References[shared.InterfaceType].Invoke(shared, key);

    /// <summary>What a grain's constructor is given beside its services: its persistent states.</summary>
    public static GrainConstructorArgumentFactory ArgumentsOf(Type grainClass) => new(Composed, grainClass);

    /// <summary>What the grains' storage asks the container of its life for.</summary>
    public static void AddStorageServices(IServiceCollection services)
    {
        services.AddSingleton(Composed.GetRequiredService<IPersistentStateFactory>());
        services.AddSingleton(Composed.GetRequiredService<IActivatorProvider>());
        var instruments = typeof(IPersistentStateFactory).Assembly.GetType("Orleans.Runtime.StorageInstruments")
            ?? typeof(GrainInterfaceTypeResolver).Assembly.GetType("Orleans.Runtime.StorageInstruments", throwOnError: true)!;
        services.AddSingleton(instruments, Composed.GetRequiredService(instruments));
    }

    private static ServiceProvider Compose()
    {
        var host = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.UseOrleans(silo => silo.UseLocalhostClustering());
        return host.Services.BuildServiceProvider();
    }

    private static Dictionary<GrainInterfaceType, ConstructorInvoker> FindReferences()
    {
        var found = new Dictionary<GrainInterfaceType, ConstructorInvoker>();
        foreach (var proxy in Manifest.InterfaceProxies.Where(type => typeof(GrainReference).IsAssignableFrom(type) && !type.ContainsGenericParameters))
        {
            var faces = proxy.GetInterfaces();
            var main = faces.First(face => Array.TrueForAll(faces, other => !face.IsAssignableFrom(other) || other == face) && typeof(IAddressable).IsAssignableFrom(face));
            var constructor = proxy.GetConstructor([typeof(GrainReferenceShared), typeof(IdSpan)])!;
            found[InterfaceOf(main)] = ConstructorInvoker.Create(constructor);
        }

        return found;
    }
}
