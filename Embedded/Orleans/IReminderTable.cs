namespace Orleans;

/// <summary>Where reminders are stored.</summary>
public interface IReminderTable
{
    /// <summary>Called once before any other method.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders of one grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>The reminders whose grains' hashes are in (begin, end]; equal bounds mean all of them, and this runtime asks for nothing else.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Stores a reminder over whatever is there and gives its new ETag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder if it still has this ETag; false where it has another or is gone.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes everything; for tests.</summary>
    Task TestOnlyClearTable();

    /// <summary>Called once after every other method.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
