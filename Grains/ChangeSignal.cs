namespace OrleansOps;

/// <summary>Who waits at a grain for the next time that something happens.</summary>
internal sealed class ChangeSignal(LongPolls polls)
{
    private TaskCompletionSource? _next;
    private bool _released;

    /// <summary>Returns when it happens, the patience is over, or this activation ends.</summary>
    public Task Wait(TimeSpan patience) => _released
        ? Task.CompletedTask
        : polls.Wait((_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task, patience);

    public void Raise() => Interlocked.Exchange(ref _next, null)?.SetResult();

    /// <summary>Lets everybody go, and nobody wait any more: this activation ends.</summary>
    public void Release()
    {
        _released = true;
        Raise();
    }
}
