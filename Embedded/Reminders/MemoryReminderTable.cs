using System.Collections.Concurrent;

namespace OrleansOps.Embedded;

/// <summary>Reminders in memory.</summary>
internal sealed class MemoryReminderTable : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderEntry> _entries = new();

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(_entries.Values.Where(entry => entry.GrainId == grainId)));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(new ReminderTableData(_entries.Values));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Task.FromResult(_entries.GetValueOrDefault((grainId, reminderName)));

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = Guid.NewGuid().ToString("N");
        _entries[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.FromResult<string?>(entry.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Task.FromResult(
        _entries.TryGetValue((grainId, reminderName), out var entry)
        && string.Equals(entry.ETag, eTag, StringComparison.Ordinal)
        && _entries.TryRemove(new((grainId, reminderName), entry)));

    public Task TestOnlyClearTable()
    {
        _entries.Clear();
        return Task.CompletedTask;
    }
}
