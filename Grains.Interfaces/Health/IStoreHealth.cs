namespace OrleansOps.Health;

/// <summary>How the durable store is doing, for the readiness page.</summary>
public interface IStoreHealth
{
    /// <summary>Asks the store. Never throws for a store that does not answer: that is an answer too.</summary>
    Task<StoreHealth> Check(CancellationToken cancel);
}
