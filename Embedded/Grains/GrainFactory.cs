namespace OrleansOps.Embedded;

/// <summary>Makes references, for grains and for callers outside them.</summary>
internal sealed class GrainFactory(Silo silo, GrainClasses classes, IServiceProvider services) : IClusterClient
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.observer");

    private long _observers;

    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)(object)Get(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)Get(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Get(typeof(TGrainInterface), StringKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)(object)Proxies.Of(typeof(TGrainInterface)).Create(silo, grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not TGrainObserverInterface)
        {
            throw new ArgumentException($"{obj?.GetType().ToString() ?? "null"} does not implement {typeof(TGrainObserverInterface)}.", nameof(obj));
        }

        var id = new GrainId(ObserverType, GrainIdKeyExtensions.CreateIntegerKey(Interlocked.Increment(ref _observers)));
        silo.Add(id, new ObserverTarget(silo, id, obj));
        return GetGrain<TGrainObserverInterface>(id);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        silo.Forget(obj is GrainReference reference
            ? reference.GrainId
            : throw new ArgumentException($"{obj?.GetType().ToString() ?? "null"} is not a reference made by {nameof(CreateObjectReference)}.", nameof(obj)));

    internal static bool IsObserver(GrainId id) => id.Type.Equals(ObserverType);

    private static IdSpan StringKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private GrainReference Get(Type interfaceType, IdSpan key, string? prefix) =>
        Proxies.Of(interfaceType).Create(silo, new(classes.TypeOf(interfaceType, prefix), key));
}
