namespace OrleansOps.Bench;

internal sealed class CountingGrain([PersistentState("count", CountingGrain.StorageName)] IPersistentState<CountingState> state) : Grain, ICountingGrain
{
    public const string StorageName = "redis";

    public async Task<long> Count()
    {
        state.State = new() { Count = state.State.Count + 1 };
        await state.WriteStateAsync();
        return state.State.Count;
    }
}
