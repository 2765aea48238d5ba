namespace Orleans.Streams;

/// <summary>A stream.</summary>
public interface IAsyncStream
{
    /// <summary>Whether a subscriber may start in the past.</summary>
    bool IsRewindable { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>The stream's name.</summary>
    StreamId StreamId { get; }
}
