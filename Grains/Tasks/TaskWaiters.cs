namespace OrleansOps.Tasks;

/// <summary>Who waits at a task until it changes or is over.</summary>
internal sealed class TaskWaiters(LongPolls polls)
{
    private readonly ChangeSignal _change = new(polls);
    private readonly ChangeSignal _end = new(polls);

    public Task ForChange(TimeSpan patience) => _change.Wait(patience);

    public Task ForEnd(TimeSpan patience) => _end.Wait(patience);

    public void Changed(bool isEnd)
    {
        _change.Raise();
        if (isEnd)
        {
            _end.Raise();
        }
    }

    /// <summary>Lets everybody go, and nobody wait any more: this activation ends.</summary>
    public void Release()
    {
        _change.Release();
        _end.Release();
    }
}
