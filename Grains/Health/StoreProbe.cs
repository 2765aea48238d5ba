namespace OrleansOps.Health;

/// <summary>What the store says of itself. The readiness page is open to everybody, and each question costs the store a write.</summary>
public sealed class StoreProbe(IStoreHealth store, TimeProvider time)
{
    private readonly OncePerSecond<StoreHealth> _last = new(time);

    public Task<StoreHealth> Ask(CancellationToken cancel) => _last.Ask(() => store.Check(CancellationToken.None), cancel);
}
