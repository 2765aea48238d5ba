using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace OrleansOps.Hosting;

/// <summary>
/// The name of a grain's interface, kept. Orleans 10.4.2 looks for it in the attributes of the interface each time that a grain is named, and
/// formats it anew where there is none: a twentieth of the processor time of a task.
/// </summary>
internal sealed class GrainInterfaceNames : IGrainInterfaceTypeProvider
{
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _names = new();
    private readonly Func<Type, GrainInterfaceType> _find;

    public GrainInterfaceNames(IServiceProvider services, TypeConverter types) =>
        _find = new GrainInterfaceTypeResolver([new AttributeGrainInterfaceTypeProvider(services)], types).GetGrainInterfaceType;

    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _names.GetOrAdd(type, _find);
        return true;
    }
}
