using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansOps.Tasks;

/// <summary>
/// The alarm clock of one shard of the tasks. A timer looks every few seconds while the grain is active; a reminder makes it active again
/// wherever it may have been lost.
/// </summary>
internal sealed partial class DeadlineGrain(
    IDeadlines deadlines,
    IOptions<TaskOptions> options,
    TimeProvider time,
    ILogger<DeadlineGrain> logger) : Grain, IDeadlineGrain, IRemindable
{
    private const string Reminder = "watch";
    private const int AtOnce = 64;
    private const int PerTick = 1_024;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var tick = options.Value.DeadlineTick;
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(tick, tick));
        return Task.CompletedTask;
    }

    public Task Watch() => this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);

    /// <summary>Being called is what matters: the activation's timer does the rest.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Tick()
    {
        try
        {
            await WakeDueTasks();
        }
        catch (Health.StoreUnavailableException failure)
        {
            LogStoreUnavailable(failure, this.GetPrimaryKeyLong());   // the next tick tries again
        }
    }

    private async Task WakeDueTasks()
    {
        for (var woken = 0; woken < PerTick; woken += AtOnce)
        {
            var due = await deadlines.Due((int)this.GetPrimaryKeyLong(), time.GetUtcNow(), AtOnce);
            var done = await Task.WhenAll(due.Select(Wake));

            // Those that failed are still due and would come back at once: leave them to the next tick.
            if (due.Count < AtOnce || !done.All(ok => ok))
            {
                return;
            }
        }
    }

    private async Task<bool> Wake(string taskId)
    {
        try
        {
            await GrainFactory.GetGrain<ITaskGrain>(taskId).DeadlinePassed();
            return true;
        }
        catch (Exception failure)   // one task's failure must not hold up the others; it stays due
        {
            LogWakeFailed(failure, taskId);
            return false;
        }
    }
}
