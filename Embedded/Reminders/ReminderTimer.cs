namespace OrleansOps.Embedded;

/// <summary>Calls the grain of one reminder when it is due. Ticks that were missed while the process was down are not made up for.</summary>
internal sealed class ReminderTimer : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);   // a timer cannot wait longer than 49 days
    private static readonly TimeSpan Inexact = TimeSpan.FromSeconds(1);   // by so much less than asked for a timer may wait
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Silo _silo;
    private readonly ReminderEntry _entry;
    private readonly IRemindable _grain;
    private readonly ITimer _timer;
    private DateTime _due;
    private bool _isDueNext;
    private volatile bool _disposed;

    public ReminderTimer(Silo silo, ReminderEntry entry)
    {
        _silo = silo;
        _entry = entry;
        _grain = (IRemindable)Proxies.Of(typeof(IRemindable)).Create(silo, entry.GrainId);
        _timer = silo.Time.CreateUnflowedTimer(static self => _ = ((ReminderTimer)self!).Fire(), this);
        var now = Now;
        _due = now < entry.StartAt ? entry.StartAt : Next(now);
        Wait(now);
    }

    private DateTime Now => _silo.Time.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private async Task Fire()
    {
        var now = Now;

        // What was waited for has passed, also where the clock was set back meanwhile.
        if (now >= _due || _isDueNext)
        {
            await Tick(now);
            now = Now;
            _due = Next(now < _due && _due - now < Inexact ? _due : now);
        }

        if (!_disposed)
        {
            Wait(now);
        }
    }

    private async Task Tick(DateTime now)
    {
        try
        {
            await _grain.ReceiveReminder(_entry.ReminderName, new(_entry.StartAt, _entry.Period, now));
        }
        catch (Exception exception)
        {
            _silo.LogReminderFailed(exception, _entry);   // the next tick comes all the same
        }
    }

    private DateTime Next(DateTime now)
    {
        var period = _entry.Period > TimeSpan.Zero ? _entry.Period : Shortest;
        return now + period - TimeSpan.FromTicks((now - _entry.StartAt).Ticks % period.Ticks);
    }

    private void Wait(DateTime now)
    {
        var wait = _due - now;
        _isDueNext = wait <= Longest;
        _timer.Change(wait < Shortest ? Shortest : wait > Longest ? Longest : wait, Timeout.InfiniteTimeSpan);
    }
}
