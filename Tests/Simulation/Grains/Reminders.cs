using Microsoft.Extensions.Options;
using Orleans.Timers;

namespace OrleansOps.Simulation.Grains;

/// <summary>Keeps one timer for every reminder in the table. Grains of this product make reminders, and never ask for them or end them.</summary>
internal sealed class Reminders(GrainHost host, IGrainFactory grains, IReminderTable table, IOptions<ReminderOptions> options) : IReminderRegistry
{
    private readonly Dictionary<(GrainId Grain, string Name), ReminderTimer> _timers = [];

    public async Task StartAsync()
    {
        foreach (var entry in (await table.ReadRows(0, 0)).Reminders)
        {
            Start(entry);
        }
    }

    public void Stop()
    {
        lock (_timers)
        {
            _timers.Values.ToList().ForEach(timer => timer.Dispose());
        }
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException($"{reminderName} asks for a period of {period}; the least is {options.Value.MinimumReminderPeriod}.", nameof(period));
        }

        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = host.Time.GetUtcNow().UtcDateTime + dueTime, Period = period };
        entry.ETag = await table.UpsertRow(entry);
        Start(entry);
        return new GrainReminder(reminderName);
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => throw Unused();

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => throw Unused();

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => throw Unused();

    private void Start(ReminderEntry entry)
    {
        lock (_timers)
        {
            if (_timers.Remove((entry.GrainId, entry.ReminderName), out var old))
            {
                old.Dispose();
            }

            _timers.Add((entry.GrainId, entry.ReminderName), new(host, grains.GetGrain<IRemindable>(entry.GrainId), entry));
        }
    }

    private static NotSupportedException Unused() => new("No grain of this product asks for it.");
}
