namespace Orleans.Streams;

/// <summary>An item was given up after its consumer had failed for too long.</summary>
[GenerateSerializer]
public sealed class StreamEventDeliveryFailureException : OrleansException
{
    /// <inheritdoc cref="StreamEventDeliveryFailureException"/>
    public StreamEventDeliveryFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
