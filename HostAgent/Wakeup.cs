namespace OrleansOps.HostAgent;

/// <summary>Lets a loop sleep until something happens or a time is over. One sleeper; used from turns only.</summary>
internal sealed class Wakeup : IDisposable
{
    private readonly ITimer _timer;
    private TaskCompletionSource _woken = New();

    public Wakeup(TimeProvider time)
    {
        // The timer's thread only completes the task; the sleeper goes on in its own turn.
        _timer = time.CreateTimer(static state => ((Wakeup)state!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set() => Volatile.Read(ref _woken).TrySetResult();

    /// <param name="limit">How long at most; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    public async Task Sleep(TimeSpan limit, CancellationToken stopping)
    {
        // Whole milliseconds, rounded up: a timer that fires early only makes the loop turn once more.
        var due = limit < TimeSpan.Zero ? limit : TimeSpan.FromMilliseconds(Math.Ceiling(limit.TotalMilliseconds));
        _timer.Change(due, Timeout.InfiniteTimeSpan);
        await _woken.Task.WaitAsync(stopping);
        Volatile.Write(ref _woken, New());
    }

    public void Dispose() => _timer.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
