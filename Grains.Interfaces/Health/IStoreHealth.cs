namespace OrleansOps.Health;

/// <summary>How the durable store is doing, for the readiness page.</summary>
public interface IStoreHealth
{
    /// <summary>
    /// The store has lost everything since this process started, or is another one. What the process remembers is of a world that is gone: it
    /// must end, and start again with what is there.
    /// </summary>
    bool IsLost { get; }

    /// <summary>Asks the store. Never throws for a store that does not answer: that is an answer too.</summary>
    Task<StoreHealth> Check(CancellationToken cancel);
}
