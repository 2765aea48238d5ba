namespace Orleans.Streams;

/// <summary>The place of an item in its stream.</summary>
[GenerateSerializer]
public abstract class StreamSequenceToken : IEquatable<StreamSequenceToken?>, IComparable<StreamSequenceToken?>
{
    /// <summary>Grows with every item.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>The place in a batch.</summary>
    public abstract int EventIndex { get; protected set; }

    public abstract bool Equals(StreamSequenceToken? other);

    public abstract int CompareTo(StreamSequenceToken? other);
}
