namespace OrleansOps.Conformance;

internal sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private int _ticks;

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Unregister(string name) => await this.UnregisterReminder(await this.GetReminder(name) ?? throw new OddException("No such reminder.", 0));

    public async Task<List<string>> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Signals.Set($"{reminderName} ticked {++_ticks}", status);
        return Task.CompletedTask;
    }
}
