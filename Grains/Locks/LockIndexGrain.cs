using Orleans.Concurrency;

namespace OrleansOps.Locks;

/// <summary>The door to the list of locks.</summary>
[StatelessWorker]
internal sealed class LockIndexGrain(ILockStore store) : Grain, ILockIndexGrain
{
    public Task<LockPage> List(string? after, int limit) => store.List(after, Math.Clamp(limit, 1, 500));
}
