using OrleansOps.Tasks;

namespace OrleansOps.InMemory;

/// <summary>What was published to readers outside.</summary>
internal sealed class MemoryEvents
{
    private readonly Lock _lock = new();
    private readonly List<NumberedEvent> _all = [];

    public IReadOnlyList<NumberedEvent> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>Publishes what is newer than <paramref name="last"/> and returns the newest number.</summary>
    public long Publish(IReadOnlyList<NumberedEvent> events, long last)
    {
        lock (_lock)
        {
            foreach (var happened in events.Where(happened => happened.Number > last))
            {
                _all.Add(happened);
                last = happened.Number;
            }
        }

        return last;
    }
}
