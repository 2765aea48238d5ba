namespace Orleans.Runtime;

/// <summary>A failure of the grain runtime.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <inheritdoc cref="OrleansException"/>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="OrleansException"/>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
