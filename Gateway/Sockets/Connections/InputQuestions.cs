using System.Collections.Concurrent;
using OrleansOps.Protocol;

namespace OrleansOps.Sockets.Connections;

/// <summary>What was said to one agent that it shall type, and whose answer is waited for. Where none comes the question is forgotten, and whoever asked asks again.</summary>
internal sealed class InputQuestions
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<InputTyped>> _open = new();
    private long _last;

    /// <summary>Says something under a number of its own, and waits for what is said to that.</summary>
    /// <exception cref="TimeoutException">Nothing was said.</exception>
    public async Task<InputTyped> Ask(Func<long, Task> say, TimeSpan within, TimeProvider time, CancellationToken gone)
    {
        var number = Interlocked.Increment(ref _last);
        var answer = _open[number] = new TaskCompletionSource<InputTyped>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await say(number);
            return await answer.Task.WaitAsync(within, time, gone);
        }
        finally
        {
            _open.TryRemove(number, out _);
        }
    }

    /// <summary>One that nobody waits for any more is passed over.</summary>
    public void Answer(InputTyped typed)
    {
        if (_open.TryGetValue(typed.Number, out var question))
        {
            question.TrySetResult(typed);
        }
    }
}
