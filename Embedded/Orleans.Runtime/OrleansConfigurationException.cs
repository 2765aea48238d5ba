namespace Orleans.Runtime;

/// <summary>The silo cannot start as it is configured.</summary>
[GenerateSerializer]
public sealed class OrleansConfigurationException : Exception
{
    /// <inheritdoc cref="OrleansConfigurationException"/>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }
}
