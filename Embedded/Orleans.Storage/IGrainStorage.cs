namespace Orleans.Storage;

/// <summary>Where grain states are stored.</summary>
public interface IGrainStorage
{
    /// <summary>Fills in state, ETag and RecordExists; leaves a new state, no ETag and false where nothing is stored.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Stores if the stored version is still the given ETag, which then changes. Throws <see cref="InconsistentStateException"/>.</summary>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes if the stored version is still the given ETag. Throws <see cref="InconsistentStateException"/>.</summary>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
