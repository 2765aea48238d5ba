using System.Collections.Concurrent;

namespace OrleansOps.Simulation.Conformance;

/// <summary>Named events between tests and grains, which are in one process on both runtimes.</summary>
internal static class Signals
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> All = new(StringComparer.Ordinal);

    public static void Set(string name, object? value = null) => Of(name).TrySetResult(value);

    public static bool IsSet(string name) => Of(name).Task.IsCompleted;

    /// <summary>The value the event was set with.</summary>
    public static async Task<object?> Wait(string name)
    {
        try
        {
            return await Of(name).Task.WaitAsync(Limit, TimeProvider.System);
        }
        catch (TimeoutException exception)
        {
            var happened = All.Where(pair => pair.Value.Task.IsCompleted).Select(pair => pair.Key).TakeLast(20);
            throw new TimeoutException($"'{name}' did not happen within {Limit}. What did: {string.Join(", ", happened)}.", exception);
        }
    }

    /// <summary>Waits for an answer, but not for ever.</summary>
    public static async Task<T> Within<T>(this Task<T> task, string expected)
    {
        await ((Task)task).Within(expected);
        return await task;
    }

    public static async Task Within(this Task task, string expected)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit, TimeProvider.System)) != task)
        {
            throw new TimeoutException($"{expected}: did not happen within {Limit}, the task is {task.Status}.");
        }

        await task;
    }

    private static TaskCompletionSource<object?> Of(string name) =>
        All.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
