using System.Globalization;
using Orleans.Storage;
using OrleansOps.Schedules;

namespace OrleansOps.InMemory;

/// <summary>Schedules in memory.</summary>
internal sealed class MemorySchedules : IScheduleStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ScheduleEntry> _schedules = new(StringComparer.Ordinal);

    public Task<ScheduleState?> Read(string id)
    {
        lock (_lock)
        {
            return Task.FromResult(_schedules.GetValueOrDefault(id)?.State);
        }
    }

    public Task<bool> Create(ScheduleEntry entry, int most)
    {
        lock (_lock)
        {
            if (_schedules.TryGetValue(entry.Id, out var there))
            {
                return Task.FromException<bool>(Another(entry.Id, there.State.Version, expected: 0));
            }

            var isStored = _schedules.Count < most;
            if (isStored)
            {
                _schedules[entry.Id] = entry;
            }

            return Task.FromResult(isStored);
        }
    }

    public Task Write(ScheduleEntry entry)
    {
        lock (_lock)
        {
            var stored = _schedules.GetValueOrDefault(entry.Id)?.State.Version;
            if (stored != entry.State.Version - 1)
            {
                return Task.FromException(Another(entry.Id, stored, entry.State.Version - 1));
            }

            _schedules[entry.Id] = entry;
            return Task.CompletedTask;
        }
    }

    public Task<SchedulePage> List(string? after, int limit)
    {
        lock (_lock)
        {
            var found = _schedules.Where(schedule => string.CompareOrdinal(schedule.Key, after) > 0).Select(schedule => schedule.Value.Summary).Take(limit).ToList();
            return Task.FromResult(new SchedulePage(found, found.Count < limit ? null : found[^1].Id));
        }
    }

    public Task Forget(string id)
    {
        lock (_lock)
        {
            _schedules.Remove(id);
            return Task.CompletedTask;
        }
    }

    private static InconsistentStateException Another(string id, long? stored, long expected) => new(
        $"Schedule {id}: version {stored} is stored, and not version {expected}.",
        stored?.ToString(CultureInfo.InvariantCulture) ?? "none", expected.ToString(CultureInfo.InvariantCulture));
}
