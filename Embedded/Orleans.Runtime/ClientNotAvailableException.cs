namespace Orleans.Runtime;

/// <summary>The observer behind a reference is gone.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId)
        : base($"The observer behind {clientId} was deleted or collected. Keep the object alive and make a new reference.")
    {
    }
}
