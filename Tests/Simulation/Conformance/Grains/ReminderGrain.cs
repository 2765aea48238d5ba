namespace OrleansOps.Simulation.Conformance;

internal sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private int _ticks;

    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Signals.Set($"{reminderName} ticked {++_ticks}", status);
        return Task.CompletedTask;
    }
}
