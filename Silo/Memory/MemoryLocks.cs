using System.Globalization;
using Orleans.Storage;
using OrleansOps.Locks;

namespace OrleansOps.InMemory;

/// <summary>Locks of tasks in memory.</summary>
internal sealed class MemoryLocks : ILockStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, LockState> _locks = new(StringComparer.Ordinal);

    public Task<LockState?> Read(string id)
    {
        lock (_lock)
        {
            return Task.FromResult(_locks.GetValueOrDefault(id));
        }
    }

    public Task Write(string id, LockState state, long before)
    {
        lock (_lock)
        {
            var stored = _locks.GetValueOrDefault(id)?.Revision ?? 0;
            if (stored != before)
            {
                return Task.FromException(new InconsistentStateException(
                    $"Lock {id}: revision {stored} is stored, and not revision {before}.", stored.ToString(CultureInfo.InvariantCulture), before.ToString(CultureInfo.InvariantCulture)));
            }

            if (state.Holder is null)
            {
                _locks.Remove(id);
            }
            else
            {
                _locks[id] = state;
            }

            return Task.CompletedTask;
        }
    }

    public Task<LockPage> List(string? after, int limit)
    {
        lock (_lock)
        {
            var found = _locks.Where(one => string.CompareOrdinal(one.Key, after) > 0).Select(one => one.Value.View(one.Key) with { Line = [] }).Take(limit).ToList();
            return Task.FromResult(new LockPage(found, found.Count < limit ? null : found[^1].Id));
        }
    }
}
