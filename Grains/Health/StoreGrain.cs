using Orleans.Concurrency;

namespace OrleansOps.Health;

/// <summary>The store as the silo sees it that is asked: for gateways, which have no way to the store of their own.</summary>
[StatelessWorker(1)]
internal sealed class StoreGrain(StoreProbe probe, IStoreFigures figures) : Grain, IStoreGrain
{
    public Task<StoreHealth> Check() => probe.Ask(CancellationToken.None);

    public Task<StoreFigures> Figures() => figures.Read();
}
