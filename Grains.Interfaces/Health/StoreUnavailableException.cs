namespace OrleansOps.Health;

/// <summary>The durable store did not answer, or refused a write. What was asked may or may not have happened: ask again.</summary>
[GenerateSerializer, Alias("ops.StoreUnavailableException")]
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
