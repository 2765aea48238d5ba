using System.Collections.Concurrent;
using System.Reflection;

namespace OrleansOps.Embedded;

/// <summary>The reference class of one grain interface; made when the interface is first used.</summary>
internal sealed class Proxies
{
    private static readonly ConcurrentDictionary<Type, Proxies> Known = new();
    private static readonly Lock Making = new();

    private Proxies(Func<Silo, GrainId, GrainReference> create) => Create = create;

    public Func<Silo, GrainId, GrainReference> Create { get; }

    public static Proxies Of(Type interfaceType)
    {
        if (Known.TryGetValue(interfaceType, out var known))
        {
            return known;
        }

        if (!interfaceType.IsInterface || !typeof(IAddressable).IsAssignableFrom(interfaceType))
        {
            throw new ArgumentException($"{interfaceType} is not a grain or observer interface.", nameof(interfaceType));
        }

        lock (Making)
        {
            return Known.GetOrAdd(interfaceType, static type => new(ProxyEmitter.Emit(type, MethodsOf(type))));
        }
    }

    /// <summary>Throws where a method of the interface cannot be a grain call.</summary>
    public static void Check(Type interfaceType) => MethodsOf(interfaceType);

    private static List<MethodModel> MethodsOf(Type interfaceType) =>
        [.. interfaceType.GetInterfaces().Prepend(interfaceType)
            .Where(type => type != typeof(IAddressable))
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.IsAbstract)
            .Select(Checked)];

    private static MethodModel Checked(MethodInfo method)
    {
        var result = method.ReturnType;
        var generic = result.IsGenericType ? result.GetGenericTypeDefinition() : result;
        var isResult = generic == typeof(Task<>) || generic == typeof(ValueTask<>);
        var isNothing = generic == typeof(Task) || generic == typeof(ValueTask) || generic == typeof(void);
        var problem = method switch
        {
            { IsSpecialName: true } => "is a property or event",
            { IsGenericMethod: true } => "has type parameters, which the embedded runtime does not offer",
            _ when !isResult && !isNothing => $"returns {result} instead of Task, Task<T>, ValueTask or ValueTask<T>",
            _ when isResult && method.IsDefined(typeof(Orleans.Concurrency.OneWayAttribute)) => "is one-way but has a result",
            _ when generic == typeof(void) && !typeof(IGrainObserver).IsAssignableFrom(method.DeclaringType) => "returns void, which only observers may",
            _ when method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef) => "has a ref or out parameter",
            _ when Refused(method) is { } refused => $"has a value of type {refused}, which has neither [GenerateSerializer] nor a known copier",
            _ => null,
        };

        return problem is null
            ? new(method)
            : throw new OrleansConfigurationException($"{method.DeclaringType}.{method.Name} cannot be a grain call: it {problem}.");
    }

    private static Type? Refused(MethodInfo method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Concat(method.ReturnType.GetGenericArguments())
        .Select(CopyRules.FindRefused)
        .FirstOrDefault(refused => refused is not null);
}
