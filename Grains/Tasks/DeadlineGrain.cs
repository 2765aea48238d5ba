using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansOps.Tasks;

/// <summary>
/// The alarm clock of one shard of the tasks. A timer looks every few seconds while the grain is active; a reminder makes it active again
/// wherever it may have been lost.
/// </summary>
internal sealed partial class DeadlineGrain(
    IDeadlines deadlines,
    ITaskStore store,
    IOptions<TaskOptions> options,
    TimeProvider time,
    ILogger<DeadlineGrain> logger) : Grain, IDeadlineGrain, IRemindable
{
    private const string Reminder = "watch";
    private const int AtOnce = 64;
    private const int PerTick = 1_024;

    /// <summary>More than a cluster ends, so that what is kept does not grow; and not all at once, so that the store has time for others.</summary>
    private const int ForgottenPerSecond = 2_000;

    /// <summary>The shard that also sees to it that there are not too many tasks.</summary>
    private const int Counting = 0;

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var tick = options.Value.DeadlineTick;
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(tick, tick) { KeepAlive = true });   // reminders go by the calendar, which may be set back
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
            if (this.GetPrimaryKeyLong() == Counting)
            {
                await ForgetSurplus();
            }
        }
        catch (Health.StoreUnavailableException failure)
        {
            LogStoreUnavailable(failure, this.GetPrimaryKeyLong());   // the next tick tries again
        }
    }

    private Task WakeDueTasks() => ForEach(
        () => deadlines.Due((int)this.GetPrimaryKeyLong(), time.GetUtcNow(), AtOnce),
        task => task.DeadlinePassed());

    /// <summary>
    /// Straight from the store: what was over for that long is in no grain's memory, but for one that was asked for it just now, and that one
    /// leaves by itself.
    /// </summary>
    private async Task ForgetSurplus()
    {
        var most = Math.Max(AtOnce, (int)(ForgottenPerSecond * options.Value.DeadlineTick.TotalSeconds));
        for (var forgotten = 0; forgotten < most; forgotten += AtOnce)
        {
            var found = await store.Surplus(options.Value.RetainedTasks, time.GetUtcNow() - options.Value.RetainAtLeast, AtOnce);
            await Task.WhenAll(found.Select(store.Forget));
            if (found.Count < AtOnce)
            {
                return;
            }
        }
    }

    /// <summary>Some at once, and not more in one tick than it has time for.</summary>
    private async Task ForEach(Func<Task<IReadOnlyList<string>>> next, Func<ITaskGrain, Task> call)
    {
        for (var called = 0; called < PerTick; called += AtOnce)
        {
            var found = await next();
            var done = await Task.WhenAll(found.Select(taskId => Try(taskId, call)));

            // Those that failed would come back at once: leave them to the next tick.
            if (found.Count < AtOnce || !done.All(ok => ok))
            {
                return;
            }
        }
    }

    private async Task<bool> Try(string taskId, Func<ITaskGrain, Task> call)
    {
        try
        {
            await call(GrainFactory.GetGrain<ITaskGrain>(taskId));
            return true;
        }
        catch (Exception failure)   // one task's failure must not hold up the others; it stays due
        {
            LogWakeFailed(failure, taskId);
            return false;
        }
    }
}
