namespace Orleans.Runtime;

/// <summary>Names a grain class, also in stored data.</summary>
[Immutable, GenerateSerializer]
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>
{
    private readonly IdSpan _value = id;

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>The type of this name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(IdSpan.Create(value));
    }

    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();
}
