using OrleansOps.Logs;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Loses the first question to a log that waits for news: it reaches its grain, and no answer comes.</summary>
public sealed class LostPolls : IIncomingGrainCallFilter
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    /// <summary>Completes when it was asked.</summary>
    public Task First => _first.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is ILogSinkGrain && string.Equals(context.MethodName, nameof(ILogSinkGrain.Read), StringComparison.Ordinal)
            && context.Request.GetArgument(2) is TimeSpan patience && patience > TimeSpan.Zero
            && Interlocked.Increment(ref _seen) == 1)
        {
            _first.SetResult();
            await new TaskCompletionSource().Task;
        }

        await context.Invoke();
    }
}
