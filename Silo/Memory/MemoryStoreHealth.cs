using OrleansOps.Health;

namespace OrleansOps.InMemory;

/// <summary>Memory is always there, and never safe.</summary>
internal sealed class MemoryStoreHealth : IStoreHealth
{
    public bool IsLost => false;

    public Task<StoreHealth> Check(CancellationToken cancel) => Task.FromResult(new StoreHealth(true, "memory", TimeSpan.Zero, "off", null, null));
}
