namespace OrleansOps.Tasks;

/// <summary>Who waits at a task until it changes or is over.</summary>
internal sealed class TaskWaiters(LongPolls polls)
{
    private TaskCompletionSource? _change;
    private TaskCompletionSource? _end;
    private bool _released;

    public Task ForChange(TimeSpan patience) => _released ? Task.CompletedTask : polls.Wait((_change ??= NewSignal()).Task, patience);

    public Task ForEnd(TimeSpan patience) => _released ? Task.CompletedTask : polls.Wait((_end ??= NewSignal()).Task, patience);

    public void Changed(bool isEnd)
    {
        Interlocked.Exchange(ref _change, null)?.SetResult();
        if (isEnd)
        {
            _end?.TrySetResult();
        }
    }

    /// <summary>Lets everybody go, and nobody wait any more: this activation ends.</summary>
    public void Release()
    {
        _released = true;
        _change?.TrySetResult();
        _end?.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
