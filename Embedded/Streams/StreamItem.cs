using Orleans.Streams;

namespace OrleansOps.Embedded;

/// <summary>An item on its way through a stream.</summary>
internal abstract class StreamItem
{
    public required StreamSequenceToken Token { get; init; }

    /// <summary>What one subscription gets, so that no two share what can change.</summary>
    public abstract StreamItem Copy();

    public abstract Task DeliverTo(object observer);

    /// <summary>Tells the observer that this item was given up.</summary>
    public abstract Task DeliverFailureTo(object observer, Exception failure);
}
