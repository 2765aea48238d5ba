namespace OrleansOps.Conformance;

/// <summary>Wants to be stored where there is nothing.</summary>
internal sealed class MisplacedGrain([PersistentState("state", "nowhere")] IPersistentState<StoredState> state) : Grain, IMisplacedGrain
{
    public Task Ping() => Task.FromResult(state.State);
}
