namespace OrleansOps.Simulation.Grains;

/// <summary>Gives out references, to grains and to whoever is outside.</summary>
internal sealed class GrainFactory(GrainHost host) : IClusterClient
{
    public IServiceProvider ServiceProvider => host.Services;

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithStringKey => GetGrain<T>(IdSpan.Create(primaryKey));

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithIntegerKey => GetGrain<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey));

    public T GetGrain<T>(GrainId grainId)
        where T : IAddressable => (T)(object)host.References.Create(grainId, OrleansTypes.InterfaceOf(typeof(T)));

    public T CreateObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver => GetGrain<T>(host.Add(obj));

    public void DeleteObjectReference<T>(IGrainObserver obj)
        where T : IGrainObserver => host.Forget(obj.GetGrainId());

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithGuidKey => throw Unused();

    public T GetGrain<T>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where T : IGrainWithGuidCompoundKey => throw Unused();

    public T GetGrain<T>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where T : IGrainWithIntegerCompoundKey => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw Unused();

    public IAddressable GetGrain(GrainId grainId) => throw Unused();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw Unused();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw Unused();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw Unused();

    private T GetGrain<T>(IdSpan key)
    {
        var face = OrleansTypes.InterfaceOf(typeof(T));
        return (T)(object)host.References.Create(GrainId.Create(OrleansTypes.Implementing(face), key), face);
    }

    private static NotSupportedException Unused() => new("This product has no grain that is asked for like this.");
}
