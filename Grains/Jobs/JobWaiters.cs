namespace OrleansOps.Jobs;

/// <summary>Who waits at a job until it is otherwise.</summary>
internal sealed class JobWaiters(LongPolls polls)
{
    private TaskCompletionSource? _change;
    private bool _released;

    public Task ForChange(TimeSpan patience) => _released
        ? Task.CompletedTask
        : polls.Wait((_change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task, patience);

    public void Changed() => Interlocked.Exchange(ref _change, null)?.SetResult();

    /// <summary>Lets everybody go, and nobody wait any more: this activation ends.</summary>
    public void Release()
    {
        _released = true;
        Changed();
    }
}
