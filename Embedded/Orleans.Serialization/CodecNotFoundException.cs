namespace Orleans.Serialization;

/// <summary>A value of a type that may not cross a grain call.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException(string message) : SerializerException(message);
