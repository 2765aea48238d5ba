using Orleans.Concurrency;

namespace OrleansOps.Health;

/// <summary>Says how the durable store is, as a silo sees it. Key: 0.</summary>
[Alias("ops.IStoreGrain")]
public interface IStoreGrain : IGrainWithIntegerKey
{
    /// <summary>Asked at most once a second, however many want to know.</summary>
    [Alias("Check"), AlwaysInterleave]
    Task<StoreHealth> Check();

    [Alias("Figures"), AlwaysInterleave]
    Task<StoreFigures> Figures();
}
