namespace Orleans;

/// <summary>What can be read from a grain or a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The same grain seen through another interface.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    /// <inheritdoc cref="AsReference{TGrainInterface}(IAddressable)"/>
    public static object AsReference(this IAddressable grain, Type interfaceType) => grain.ToReference().As(interfaceType);

    /// <summary>The type and key of the grain.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain.ToReference().GrainId;

    /// <summary>The integer that names the grain. Throws where it is named by something else.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId().GetIntegerKey();

    /// <summary>The GUID that names the grain. Throws where it is named by something else.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetGrainId().GetGuidKey();

    /// <summary>The string that names the grain.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    internal static GrainReference ToReference(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => reference,
        IGrainBase { GrainContext.GrainReference: { } own } => own,
        _ => throw new ArgumentException(
            $"{grain.GetType()} is neither a grain made by the runtime nor a reference. Derive it from {nameof(Grain)}, or make a reference "
            + $"with {nameof(IGrainFactory)}.{nameof(IGrainFactory.CreateObjectReference)}.", nameof(grain)),
    };
}
