using Orleans.Storage;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Server;

/// <summary>The grain storage of one life of the server.</summary>
internal sealed class StateStorage(Database database, Life server) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (data, version) = await database.Redis.Call(server, $"read {grainId}", () => database.States.Read(Key(stateName, grainId)));
        grainState.State = data is null ? Activator.CreateInstance<T>() : GrainStates.Parse<T>(data);
        grainState.ETag = version;
        grainState.RecordExists = data is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (data, expected) = (GrainStates.Bytes(grainState.State), grainState.ETag);
        grainState.ETag = await database.Redis.Call(
            server, $"write {grainId}", () => database.States.Write(Key(stateName, grainId), expected, data, server.Scheduler.Now));
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = grainState.ETag;
        await database.Redis.Call(
            server, $"clear {grainId}", () => database.States.Write(Key(stateName, grainId), expected, null, server.Scheduler.Now));
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static string Key(string stateName, GrainId grainId) => $"{grainId}/{stateName}";
}
