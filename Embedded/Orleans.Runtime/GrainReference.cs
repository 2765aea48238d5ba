using OrleansOps.Embedded;

namespace Orleans.Runtime;

/// <summary>Stands for a grain or an observer; each interface has a derived class that is made at run time.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    internal GrainReference(Silo silo, GrainId id)
    {
        Silo = silo;
        GrainId = id;
    }

    /// <summary>The grain's type and key.</summary>
    public GrainId GrainId { get; }

    /// <summary>Whether both stand for the same grain.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Whether they stand for different grains.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}";

    internal Silo Silo { get; }

    // Where the last call went; it may have ended since.
    internal ICallTarget? LastTarget { get; set; }

    internal object As(Type interfaceType) => interfaceType.IsInstanceOfType(this) ? this : Proxies.Of(interfaceType).Create(Silo, GrainId);

    // The derived classes call these.
    internal Task<T> Send<T>(Call<T> call) => Silo.Send(this, call);

    internal Task Post<T>(Call<T> call) => Silo.Post(this, call);
}
