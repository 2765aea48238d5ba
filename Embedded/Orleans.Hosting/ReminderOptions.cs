namespace Orleans.Hosting;

/// <summary>What reminders are allowed.</summary>
public sealed class ReminderOptions
{
    /// <summary>A shorter period is refused. Default: one minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
