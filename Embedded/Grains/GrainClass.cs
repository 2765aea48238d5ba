using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace OrleansOps.Embedded;

/// <summary>What the runtime knows about one grain class.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, object?>[] _parameters;

    public GrainClass(Type type, GrainCollectionOptions collection)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? GrainType.Create(ByConvention(type.Name));
        Interfaces = [.. type.GetInterfaces().Where(face => typeof(IAddressable).IsAssignableFrom(face))];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MaxWorkers = (type.GetCustomAttribute<StatelessWorkerAttribute>()?.PlacementStrategy as StatelessWorkerPlacement)?.MaxLocal ?? 0;
        StreamNamespaces = [.. type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Select(attribute => attribute.StreamNamespace)];
        HasOwnFilter = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        CollectionAge = type.IsDefined(typeof(KeepAliveAttribute)) ? Timeout.InfiniteTimeSpan
            : collection.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age) ? age : collection.CollectionAge;

        var constructor = Constructor(type);
        _constructor = ConstructorInvoker.Create(constructor);
        _parameters = [.. constructor.GetParameters().Select(Source)];
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    public bool IsReentrant { get; }

    /// <summary>The most activations of a stateless worker; 0 for other grains.</summary>
    public int MaxWorkers { get; }

    public bool HasOwnFilter { get; }

    public IReadOnlyList<string> StreamNamespaces { get; }

    public TimeSpan CollectionAge { get; }

    public IGrainBase Create(Activation activation)
    {
        try
        {
            return (IGrainBase)_constructor.Invoke(Array.ConvertAll(_parameters, parameter => parameter(activation)).AsSpan());
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The grain class {Type} could not be constructed: {exception.Message}", exception);
        }
    }

    public MethodInfo ImplementationOf(MethodInfo method)
    {
        var map = Type.GetInterfaceMap(method.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
    }

    // The same names as in Orleans: they are part of every stored key.
    private static string ByConvention(string name)
    {
        name = name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(constructor => !constructor.IsPrivate)
            .OrderByDescending(constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            .ThenByDescending(constructor => constructor.GetParameters().Length)
            .FirstOrDefault() ?? throw new OrleansConfigurationException($"The grain class {type} has no constructor that the runtime can call.");

    private Func<Activation, object?> Source(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return PersistentStates.For(parameter, state);
        }

        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        var key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        return activation =>
            (key is null ? activation.ActivationServices.GetService(parameter.ParameterType)
                : ((IKeyedServiceProvider)activation.ActivationServices).GetKeyedService(parameter.ParameterType, key))
            ?? (parameter.HasDefaultValue ? parameter.DefaultValue
                : throw new InvalidOperationException($"No service of type {parameter.ParameterType} is registered, which {Type} asks for ({parameter.Name})."));
    }
}
