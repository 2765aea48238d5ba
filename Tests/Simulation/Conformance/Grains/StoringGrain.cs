namespace OrleansOps.Simulation.Conformance;

internal sealed class StoringGrain(
    [PersistentState("state", "memory")] IPersistentState<StoredState> state,
    [PersistentState("state", "memory")] IPersistentState<StoredState> rival) : Grain, IStoringGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private int _seen;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _seen = state.State.Number;
        return Task.CompletedTask;
    }

    public Task<(int Number, string? Etag, bool Exists)> Read() => Task.FromResult((state.State.Number, state.Etag, state.RecordExists));

    public async Task<(int Number, string? Etag, bool Exists)> Write(int number)
    {
        state.State.Number = number;
        await state.WriteStateAsync();
        return await Read();
    }

    public Task Scribble(int number)
    {
        state.State.Number = number;
        return Task.CompletedTask;
    }

    public async Task<(int Number, string? Etag, bool Exists)> Clear()
    {
        await state.ClearStateAsync();
        return await Read();
    }

    public Task<int> SeenAtActivation() => Task.FromResult(_seen);

    public async Task Conflict()
    {
        await rival.ReadStateAsync();
        rival.State.Number = -1;
        await rival.WriteStateAsync();
        await state.WriteStateAsync();
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
