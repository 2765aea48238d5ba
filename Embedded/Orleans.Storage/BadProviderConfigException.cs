namespace Orleans.Storage;

/// <summary>A grain names a storage that is not registered.</summary>
[GenerateSerializer]
public sealed class BadProviderConfigException : OrleansException
{
    /// <inheritdoc cref="BadProviderConfigException"/>
    public BadProviderConfigException(string msg)
        : base(msg)
    {
    }
}
