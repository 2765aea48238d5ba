using OrleansOps.Health;

namespace OrleansOps.InMemory;

/// <summary>Memory is always there, and never safe.</summary>
internal sealed class MemoryStoreHealth : IStoreHealth
{
    public string? Loss => null;

    public Task<StoreHealth> Check(CancellationToken cancel) => Task.FromResult(new StoreHealth(true, "memory", TimeSpan.Zero, "off", null, null));
}
