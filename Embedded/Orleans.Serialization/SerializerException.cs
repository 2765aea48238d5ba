namespace Orleans.Serialization;

/// <summary>A value could not be copied or stored.</summary>
[GenerateSerializer]
public class SerializerException : Exception
{
    /// <inheritdoc cref="SerializerException"/>
    public SerializerException(string message)
        : base(message)
    {
    }
}
