using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace OrleansOps.Embedded;

/// <summary>States in memory, as copies.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), Record> _records = new();
    private long _lastVersion;

    private sealed record Record(object? State, string ETag);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = _records.GetValueOrDefault((stateName, grainId));
        grainState.State = record is null ? NewInstance.Of<T>() : Copier<T>.Copy((T)record.State!);
        grainState.ETag = record?.ETag;
        grainState.RecordExists = record is not null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = Interlocked.Increment(ref _lastVersion).ToString(CultureInfo.InvariantCulture);
        var next = new Record(Copier<T>.Copy(grainState.State!), version);
        var known = _records.GetValueOrDefault((stateName, grainId));
        if (!IsCurrent(known, grainState.ETag)
            || !(known is null ? _records.TryAdd((stateName, grainId), next) : _records.TryUpdate((stateName, grainId), next, known)))
        {
            return Task.FromException(Conflict(stateName, grainId, grainState.ETag));
        }

        grainState.ETag = version;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var known = _records.GetValueOrDefault((stateName, grainId));
        if (!IsCurrent(known, grainState.ETag) || (known is not null && !_records.TryRemove(new((stateName, grainId), known))))
        {
            return Task.FromException(Conflict(stateName, grainId, grainState.ETag));
        }

        grainState.State = NewInstance.Of<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static bool IsCurrent(Record? known, string? etag) => string.Equals(known?.ETag, etag, StringComparison.Ordinal);

    private InconsistentStateException Conflict(string stateName, GrainId grainId, string? etag) => new(
        $"The state '{stateName}' of {grainId} was changed by another activation.", _records.GetValueOrDefault((stateName, grainId))?.ETag, etag);
}
