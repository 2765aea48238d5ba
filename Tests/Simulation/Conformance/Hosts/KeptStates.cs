using Orleans.Storage;
using OrleansOps.Simulation.Server;

namespace OrleansOps.Simulation.Conformance;

/// <summary>The simulation's stored states, without the way to Redis.</summary>
internal sealed class KeptStates : IGrainStorage
{
    private readonly GrainStates _states = new();
    private readonly Lock _gate = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            var (data, version) = _states.Read($"{grainId}/{stateName}");
            (grainState.State, grainState.ETag, grainState.RecordExists) = (data is null ? Activator.CreateInstance<T>() : GrainStates.Parse<T>(data), version, data is not null);
            return Task.CompletedTask;
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            grainState.ETag = _states.Write($"{grainId}/{stateName}", grainState.ETag, GrainStates.Bytes(grainState.State), now: 0);
            grainState.RecordExists = true;
            return Task.CompletedTask;
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            _states.Write($"{grainId}/{stateName}", grainState.ETag, null, now: 0);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
            return Task.CompletedTask;
        }
    }
}
