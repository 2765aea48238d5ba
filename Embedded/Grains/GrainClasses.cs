using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansOps.Embedded;

/// <summary>All grain classes of this process, by interface, by type name and by stream namespace.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ILookup<Type, GrainClass> _byInterface;
    private readonly ILookup<string, GrainClass> _byStreamNamespace;
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> _resolved = new();

    public GrainClasses(IOptions<GrainCollectionOptions> collection)
    {
        foreach (var type in GrainAssemblies.Find().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
        {
            var added = new GrainClass(type, collection.Value);
            if (!_byType.TryAdd(added.GrainType, added))
            {
                throw new OrleansConfigurationException(
                    $"{type} and {_byType[added.GrainType].Type} both have the grain type '{added.GrainType}'. Give one of them a [GrainType].");
            }
        }

        foreach (var face in _byType.Values.SelectMany(known => known.Interfaces).Distinct())
        {
            Proxies.Check(face);
        }

        _byInterface = _byType.Values.SelectMany(known => known.Interfaces.Select(face => (Face: face, Class: known)))
            .ToLookup(pair => pair.Face, pair => pair.Class);
        _byStreamNamespace = _byType.Values.SelectMany(known => known.StreamNamespaces.Select(name => (Name: name, Class: known)))
            .ToLookup(pair => pair.Name, pair => pair.Class, StringComparer.Ordinal);
    }

    public GrainClass this[GrainType type] =>
        _byType.TryGetValue(type, out var known) ? known : throw new ArgumentException($"There is no grain class with the grain type '{type}'.", nameof(type));

    public GrainType TypeOf(Type interfaceType, string? classNamePrefix) =>
        _resolved.TryGetValue((interfaceType, classNamePrefix), out var known)
            ? known
            : _resolved[(interfaceType, classNamePrefix)] = Resolve(interfaceType, classNamePrefix);

    public IEnumerable<GrainClass> SubscribedTo(string streamNamespace) => _byStreamNamespace[streamNamespace];

    internal static bool IsGrainClass(Type type)
    {
        if (!type.IsClass || type.IsAbstract || type.ContainsGenericParameters || !typeof(IGrainBase).IsAssignableFrom(type))
        {
            return false;
        }

        return typeof(IGrain).IsAssignableFrom(type)
            ? true
            : throw new OrleansConfigurationException($"The grain class {type} implements no grain interface, so nobody can call it.");
    }

    private GrainType Resolve(Type interfaceType, string? prefix)
    {
        var candidates = _byInterface[interfaceType].Where(known => prefix is null || known.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var exact = candidates.Find(known => string.Equals(known.Type.FullName, prefix, StringComparison.Ordinal));
        return (exact, candidates) switch
        {
            ({ }, _) => exact.GrainType,
            (null, [var only]) => only.GrainType,
            (null, []) => throw new ArgumentException($"No grain class implements {interfaceType}{Named(prefix)}.", nameof(interfaceType)),
            _ => throw new ArgumentException(
                $"Several grain classes implement {interfaceType}{Named(prefix)}: {string.Join(", ", candidates.Select(known => known.Type))}. "
                + "Say which one with the prefix of its full name.", nameof(interfaceType)),
        };
    }

    private static string Named(string? prefix) => prefix is null ? "" : $" with a full name beginning with '{prefix}'";
}
