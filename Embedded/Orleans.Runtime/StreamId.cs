using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Names a stream: a namespace and a key.</summary>
[Immutable, GenerateSerializer]
public readonly struct StreamId : IEquatable<StreamId>
{
    private readonly string? _namespace;
    private readonly string _key;

    private StreamId(string? ns, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        (_namespace, _key) = (ns, key);
    }

    /// <summary>The stream of this namespace and key.</summary>
    public static StreamId Create(string? ns, string key) => new(ns, key);

    /// <inheritdoc cref="Create(string?, string)"/>
    public static StreamId Create(string? ns, Guid key) => new(ns, key.ToString("N"));

    /// <inheritdoc cref="Create(string?, string)"/>
    public static StreamId Create(string? ns, long key) => new(ns, key.ToString(CultureInfo.InvariantCulture));

    /// <summary>The namespace, or null.</summary>
    public string? GetNamespace() => _namespace;

    /// <summary>The key.</summary>
    public string GetKeyAsString() => _key;

    public bool Equals(StreamId other) =>
        string.Equals(_key, other._key, StringComparison.Ordinal) && string.Equals(_namespace, other._namespace, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_namespace, _key);

    public override string ToString() => $"{_namespace ?? "null"}/{_key}";
}
