namespace OrleansOps.Locks;

/// <summary>
/// Where the locks of tasks are kept. Each call happens as a whole or not at all. When one fails with <see cref="Health.StoreUnavailableException"/>, which of the two is not known.
/// </summary>
public interface ILockStore
{
    /// <summary>The lock, or null if nobody has it.</summary>
    Task<LockState?> Read(string id);

    /// <summary>Stores a lock in place of this revision; 0: where there is none. One that nobody has is removed.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another revision is stored: somebody else writes this lock too.</exception>
    Task Write(string id, LockState state, long before);

    /// <summary>Locks by id, those after <paramref name="after"/>.</summary>
    Task<LockPage> List(string? after, int limit);
}
