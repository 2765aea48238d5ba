using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Timers;

namespace OrleansOps.Embedded;

/// <summary>Keeps one timer for every reminder in the table.</summary>
internal sealed class Reminders(Silo silo, IServiceProvider services, IOptions<ReminderOptions> options) : IReminderRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ReminderTimer> _timers = [];

    private IReminderTable Table => services.GetService<IReminderTable>()
        ?? throw new OrleansConfigurationException($"Reminders are used but no {nameof(IReminderTable)} is registered. UseInMemoryReminderService is one.");

    public async Task StartAsync(CancellationToken cancel)
    {
        await Table.StartAsync(cancel);
        foreach (var entry in (await Table.ReadRows(0, 0)).Reminders)
        {
            Start(entry);
        }
    }

    public Task StopAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            foreach (var timer in _timers.Values)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }

        return Table.StopAsync(cancel);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"The reminder '{reminderName}' asks for a period of {period}; the least is {options.Value.MinimumReminderPeriod}. Use a grain timer for less.",
                nameof(period));
        }

        CheckContext();
        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = silo.Time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag = await Table.UpsertRow(entry) ?? throw new ReminderException($"The reminder '{reminderName}' of {callingGrainId} could not be stored.");
        Start(entry);
        return entry.ToReminder();
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        CheckContext();
        var known = (GrainReminder)reminder;
        var removed = await Table.RemoveRow(callingGrainId, known.ReminderName, known.ETag);
        if (!removed && await Table.ReadRow(callingGrainId, known.ReminderName) is not null)
        {
            throw new ReminderException($"The reminder '{known.ReminderName}' of {callingGrainId} was changed meanwhile. Get it again and retry.");
        }

        lock (_gate)
        {
            if (_timers.Remove((callingGrainId, known.ReminderName), out var timer))
            {
                timer.Dispose();
            }
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        CheckContext();
        return (await Table.ReadRow(callingGrainId, reminderName))?.ToReminder();
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        CheckContext();
        return [.. (await Table.ReadRows(callingGrainId)).Reminders.Select(entry => entry.ToReminder())];
    }

    private static void CheckContext()
    {
        if (Activation.Current is null)
        {
            throw new InvalidOperationException("Reminders are only available in a turn of a grain.");
        }
    }

    private void Start(ReminderEntry entry)
    {
        lock (_gate)
        {
            if (_timers.Remove((entry.GrainId, entry.ReminderName), out var old))
            {
                old.Dispose();
            }

            _timers.Add((entry.GrainId, entry.ReminderName), new(silo, entry));
        }
    }
}
