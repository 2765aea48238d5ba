namespace Orleans.Streams;

/// <summary>Gives streams.</summary>
public interface IStreamProvider
{
    /// <summary>The name it was registered under.</summary>
    string Name { get; }

    /// <summary>Whether a subscriber may start in the past.</summary>
    bool IsRewindable { get; }

    /// <summary>The stream of this id. Streams are always there.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
