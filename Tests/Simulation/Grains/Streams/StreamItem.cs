namespace OrleansOps.Simulation.Grains;

/// <summary>What is delivered to a grain in one turn, or told to it as given up.</summary>
internal sealed class StreamItem(Func<Activation, Exception?, Task> deliver)
{
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the grain has taken it.</summary>
    public Task<bool> IsTaken => _end.Task;

    public Task Deliver(Activation activation, Exception? failure) => deliver(activation, failure);

    public void End(bool isTaken) => _end.TrySetResult(isTaken);
}
