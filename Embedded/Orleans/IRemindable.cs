namespace Orleans;

/// <summary>A grain that may register reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. A failure is logged; the next tick comes at the next period.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
