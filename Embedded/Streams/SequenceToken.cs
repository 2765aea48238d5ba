using Orleans.Streams;

namespace OrleansOps.Embedded;

/// <summary>The place of an item among all items of its provider.</summary>
[Immutable, GenerateSerializer]
internal sealed class SequenceToken(long sequenceNumber) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = sequenceNumber;

    public override int EventIndex { get; protected set; }

    public override bool Equals(StreamSequenceToken? other) => other is SequenceToken && other.SequenceNumber == SequenceNumber;

    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    public override int GetHashCode() => SequenceNumber.GetHashCode();

    public override int CompareTo(StreamSequenceToken? other) => other is null ? 1 : SequenceNumber.CompareTo(other.SequenceNumber);

    public override string ToString() => $"[{SequenceNumber}]";
}
