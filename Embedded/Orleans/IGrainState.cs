namespace Orleans;

/// <summary>A grain's stored state with its version.</summary>
public interface IGrainState<T>
{
    /// <summary>The state; null where nothing is stored.</summary>
    T? State { get; set; }

    /// <summary>The stored version; null where nothing is stored.</summary>
    string? ETag { get; set; }

    /// <summary>Whether something is stored.</summary>
    bool RecordExists { get; set; }
}
