namespace Orleans.Serialization;

/// <summary>A value could not be copied or stored.</summary>
[GenerateSerializer]
public class SerializerException : Exception
{
    /// <inheritdoc cref="SerializerException"/>
    public SerializerException()
    {
    }

    /// <inheritdoc cref="SerializerException"/>
    public SerializerException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SerializerException"/>
    public SerializerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
