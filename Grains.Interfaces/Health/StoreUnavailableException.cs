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

    /// <param name="message">Says what the store said.</param>
    /// <param name="cause">Of the store's client, which callers elsewhere need not know.</param>
    public StoreUnavailableException(string message, Exception cause)
        : base(message) => Cause = cause;

    /// <summary>
    /// What the store's client threw; null in a process that only heard of it. It is no inner exception, because those travel with a call, and
    /// there is no serializer for it.
    /// </summary>
    [field: NonSerialized]
    public Exception? Cause { get; }

    public override string ToString() => Cause is null ? base.ToString() : $"{base.ToString()}{Environment.NewLine} ---> {Cause}";
}
