namespace Orleans.Core;

/// <summary>A stored state.</summary>
public interface IStorage
{
    /// <summary>The stored version; null where nothing is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether something is stored.</summary>
    bool RecordExists { get; }

    /// <summary>Removes what is stored. Throws <see cref="Storage.InconsistentStateException"/> where another version is stored.</summary>
    Task ClearStateAsync();

    /// <summary>Stores the state. Throws <see cref="Storage.InconsistentStateException"/> where another version is stored.</summary>
    Task WriteStateAsync();

    /// <summary>Reads the state again.</summary>
    Task ReadStateAsync();
}
