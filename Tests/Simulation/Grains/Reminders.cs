using Microsoft.Extensions.Options;
using Orleans.Timers;

namespace OrleansOps.Simulation.Grains;

/// <summary>Keeps one timer for every reminder in the table.</summary>
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
        return new GrainReminder(reminderName, entry.ETag!);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var known = (GrainReminder)reminder;
        if (!await table.RemoveRow(callingGrainId, known.ReminderName, known.ETag))
        {
            throw new ReminderException($"{known.ReminderName} of {callingGrainId} is not as it was read.");
        }

        lock (_timers)
        {
            if (_timers.Remove((callingGrainId, known.ReminderName), out var timer))
            {
                timer.Dispose();
            }
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } entry ? new GrainReminder(entry.ReminderName, entry.ETag!) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(entry => new GrainReminder(entry.ReminderName, entry.ETag!))];

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
}
