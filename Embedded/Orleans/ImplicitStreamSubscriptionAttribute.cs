namespace Orleans;

/// <summary>The grain with the stream's key gets every item of streams in this namespace.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null) : Attribute
{
    /// <summary>Not used by this runtime: the grain's key is the stream's key.</summary>
    public string? StreamIdMapper { get; init; } = streamIdMapper;

    internal string StreamNamespace { get; } = streamNamespace.Trim();
}
