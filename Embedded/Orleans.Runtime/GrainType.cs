namespace Orleans.Runtime;

/// <summary>Names a grain class, also in stored data.</summary>
[Immutable, GenerateSerializer]
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>, IComparable<GrainType>
{
    private readonly IdSpan _value = id;

    /// <summary>The name.</summary>
    public IdSpan Value => _value;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>The type of this name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(IdSpan.Create(value));
    }

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    /// <inheritdoc/>
    public override string ToString() => _value.ToString();

    /// <summary>Whether both are the same type.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether they are different types.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
