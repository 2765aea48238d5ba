using OrleansOps.Health;

namespace OrleansOps.InMemory;

/// <summary>Memory has no figures of its own.</summary>
internal sealed class MemoryStoreFigures : IStoreFigures
{
    public Task<StoreFigures> Read() => Task.FromResult(new StoreFigures(null, null, null, null, TimeSpan.Zero, Problem: null));
}
