using OrleansOps.Tasks;

namespace OrleansOps.InMemory;

/// <summary>Due times in memory.</summary>
internal sealed class MemoryDeadlines : IDeadlines
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _due = [];

    public void Put(string taskId, DateTimeOffset due)
    {
        lock (_lock)
        {
            _due[taskId] = due;
        }
    }

    public void Clear(string taskId)
    {
        lock (_lock)
        {
            _due.Remove(taskId);
        }
    }

    public Task<IReadOnlyList<string>> Due(int shard, DateTimeOffset now, int max)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>>(
            [
                .. _due.Where(entry => entry.Value <= now && DeadlineShards.Of(entry.Key) == shard)
                    .OrderBy(entry => entry.Value)
                    .Take(max)
                    .Select(entry => entry.Key),
            ]);
        }
    }
}
