using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace OrleansOps.Simulation.Grains;

/// <summary>One class of grains: how it is made, and what its attributes say. The same in every life.</summary>
internal sealed class GrainClass
{
    private static readonly ConcurrentDictionary<GrainType, GrainClass> Known = new();
    private static readonly ConcurrentDictionary<string, GrainType[]> Subscribers = new(StringComparer.Ordinal);

    private readonly ObjectFactory _create;
    private readonly GrainConstructorArgumentFactory _arguments;

    private GrainClass(Type type)
    {
        Name = type.Name;
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MostWorkers = WorkersOf(type.GetCustomAttributesData().FirstOrDefault(one => one.AttributeType == typeof(StatelessWorkerAttribute)));
        _arguments = OrleansTypes.ArgumentsOf(type);
        _create = ActivatorUtilities.CreateFactory(type, _arguments.ArgumentTypes);
    }

    public string Name { get; }

    public bool IsReentrant { get; }

    /// <summary>How many activations one stateless worker may have; 0 if it is none.</summary>
    public int MostWorkers { get; }

    public static GrainClass Of(GrainType type) => Known.GetOrAdd(type, static type => new(OrleansTypes.ClassOf(type)));

    /// <summary>The grains that subscribe to the streams of this namespace by themselves.</summary>
    public static IReadOnlyList<GrainType> SubscribedTo(string streamNamespace) => Subscribers.GetOrAdd(streamNamespace, static streams =>
    [
        .. OrleansTypes.GrainClasses
            .Where(type => type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>().Any(subscription => subscription.Predicate.IsMatch(streams)))
            .Select(OrleansTypes.GrainTypeOf),
    ]);

    /// <summary>Only in a turn of the activation, as a grain's constructor takes its context from there.</summary>
    public Grain Create(Activation activation) => (Grain)_create(activation.ActivationServices, _arguments.CreateArguments(activation));

    // Orleans keeps the number to itself, so it is read as it is written.
    private static int WorkersOf(CustomAttributeData? worker) =>
        worker is null ? 0 : worker.ConstructorArguments is [{ Value: int most }] ? most : Environment.ProcessorCount;
}
