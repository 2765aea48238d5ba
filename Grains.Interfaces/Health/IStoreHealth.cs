namespace OrleansOps.Health;

/// <summary>How the durable store is doing, for the readiness page.</summary>
public interface IStoreHealth
{
    /// <summary>
    /// Why this process must end, and start again with what is there; null while it may go on. The store has lost everything since the process
    /// started, is another one, or was taken by another process: what this one remembers is of a world that is gone.
    /// </summary>
    string? Loss { get; }

    /// <summary>The store is lost to this process.</summary>
    bool IsLost => Loss is not null;

    /// <summary>Asks the store. Never throws for a store that does not answer: that is an answer too.</summary>
    Task<StoreHealth> Check(CancellationToken cancel);
}
