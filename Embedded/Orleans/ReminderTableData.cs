namespace Orleans;

/// <summary>Reminders read from the table.</summary>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>These.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>The reminders.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }
}
