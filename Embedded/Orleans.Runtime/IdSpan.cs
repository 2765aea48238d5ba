using System.Text;

namespace Orleans.Runtime;

/// <summary>A part of a grain's id.</summary>
[Immutable, GenerateSerializer]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;
    private readonly int _hash;

    private IdSpan(string text)
    {
        _text = text;
        _hash = text.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Whether it is empty.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_text);

    /// <summary>A part with this text.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(id);
    }

    /// <summary>The text as UTF-8.</summary>
    public ReadOnlySpan<byte> AsSpan() => _text is null ? [] : Encoding.UTF8.GetBytes(_text);

    /// <inheritdoc/>
    public bool Equals(IdSpan obj) => _hash == obj._hash && string.Equals(_text, obj._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Whether their texts differ.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
