using Orleans.Concurrency;

namespace OrleansOps.Locks;

/// <summary>Reads the list of locks that tasks have. Key: 0; a stateless worker.</summary>
[Alias("ops.ILockIndexGrain")]
public interface ILockIndexGrain : IGrainWithIntegerKey
{
    /// <param name="after">The id after which the page begins; null: from the first.</param>
    /// <param name="limit">1 to 500.</param>
    [ReadOnly, Alias("List")]
    Task<LockPage> List(string? after, int limit);
}
