using Orleans.Serialization.Invocation;

namespace OrleansOps.Simulation.Grains;

/// <summary>A call that somebody waits for.</summary>
internal abstract class AnsweredCall<T> : Call
{
    // Answers never run the caller's code in the grain's turn.
    private readonly TaskCompletionSource<T?> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T?> Answer => _promise.Task;

    public override bool IsSettled => _promise.Task.IsCompleted;

    public override void Settle(Response response)
    {
        if (response.Exception is { } failure)
        {
            _promise.TrySetException(failure);
        }
        else
        {
            _promise.TrySetResult(response.GetResult<T>());
        }
    }

    protected void Cancel(CancellationToken token) => _promise.TrySetCanceled(token);
}
