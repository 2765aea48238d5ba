namespace OrleansOps.Simulation.Grains;

/// <summary>Calls the grain of one reminder when it is due. Ticks that were missed while the process was down are not made up for.</summary>
internal sealed class ReminderTimer : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly GrainHost _host;
    private readonly IRemindable _grain;
    private readonly ReminderEntry _entry;
    private readonly ITimer _timer;
    private bool _isDisposed;

    public ReminderTimer(GrainHost host, IRemindable grain, ReminderEntry entry)
    {
        (_host, _grain, _entry) = (host, grain, entry);
        _timer = host.Time.CreateTimer(static self => _ = ((ReminderTimer)self!).Tick(), this, UntilNext(), Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _timer.Dispose();
    }

    private async Task Tick()
    {
        try
        {
            await _grain.ReceiveReminder(_entry.ReminderName, new(_entry.StartAt, _entry.Period, _host.Time.GetUtcNow().UtcDateTime));
        }
        catch (Exception failure)
        {
            _host.LogReminderFailed(failure, _entry);   // the next tick comes all the same
        }

        if (!_isDisposed)
        {
            _timer.Change(UntilNext(), Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan UntilNext()
    {
        var since = _host.Time.GetUtcNow().UtcDateTime - _entry.StartAt;
        var wait = since < TimeSpan.Zero ? -since : _entry.Period - TimeSpan.FromTicks(since.Ticks % _entry.Period.Ticks);
        return wait < Shortest ? Shortest : wait;
    }
}
