namespace OrleansOps.Hosting;

/// <summary>Hears when a call of this name goes out for the second time.</summary>
internal sealed class CallsSeen(string method) : IOutgoingGrainCallFilter
{
    private readonly TaskCompletionSource _again = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    public Task Again => _again.Task;

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (string.Equals(context.MethodName, method, StringComparison.Ordinal) && Interlocked.Increment(ref _times) == 2)
        {
            _again.SetResult();
        }

        return context.Invoke();
    }
}
