using OrleansOps.Protocol;

namespace OrleansOps.AgentTests;

/// <summary>Takes an order and is never done with it.</summary>
internal sealed class HeldOrders : IAgentClient
{
    private readonly TaskCompletionSource<Goodbye> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Goodbye> Heard => _heard.Task;

    public Task Run(RunTask order) => new TaskCompletionSource().Task;

    public Task Cancel(CancelTask order) => Task.CompletedTask;

    public Task Type(TypeInput input) => Task.CompletedTask;

    public Task LogStored(LogMark mark) => Task.CompletedTask;

    public Task Settled(TaskSettled settled) => Task.CompletedTask;

    public Task Goodbye(Goodbye goodbye)
    {
        _heard.TrySetResult(goodbye);
        return Task.CompletedTask;
    }
}
