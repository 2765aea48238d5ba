using System.Collections;
using System.Diagnostics;

namespace OrleansOps.Tests.Support;

/// <summary>Waits for something that is going to happen. The limit is generous: it is there to end a test that would never end.</summary>
public static class Eventually
{
    /// <summary>How long anything may take on a busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private const int MostShown = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Waits until <paramref name="read"/> gives a value that is <paramref name="wanted"/>, and returns it. A process that cannot be reached, or a
    /// file that cannot be read, may yet be there.
    /// </summary>
    /// <exception cref="TimeoutException">It did not within the limit; the message says what was expected and what was there last.</exception>
    public static async Task<T> Get<T>(Func<Task<T>> read, Func<T, bool> wanted, string expected, TimeSpan? within = null)
    {
        var limit = within ?? Limit;
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            object? last;
            try
            {
                var asked = read();
                await ((Task)asked).WaitAsync(Remaining(started, limit)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!asked.IsCompleted)
                {
                    throw new TimeoutException($"Expected within {limit.TotalSeconds:0} s: {expected}. The question whether it is so was not answered.");
                }

                var value = await asked;
                if (wanted(value))
                {
                    return value;
                }

                last = value;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or IOException or TaskCanceledException)
            {
                last = notYet.Message;
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Expected within {limit.TotalSeconds:0} s: {expected}. There was: {Shown(last)}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Waits until <paramref name="read"/> gives a value that is <paramref name="wanted"/>, and returns it.</summary>
    public static Task<T> Value<T>(Func<T> read, Func<T, bool> wanted, string expected, TimeSpan? within = null) =>
        Get(() => Task.FromResult(read()), wanted, expected, within);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">What is to become true.</param>
    /// <param name="expected">Said if it does not.</param>
    /// <param name="within">Null: <see cref="Limit"/>.</param>
    /// <param name="meanwhile">Done after each look that finds it does not hold yet.</param>
    public static Task Holds(Func<bool> condition, string expected, TimeSpan? within = null, Action? meanwhile = null) => Value(
        () =>
        {
            var held = condition();
            if (!held)
            {
                meanwhile?.Invoke();
            }

            return held;
        },
        held => held,
        expected,
        within);

    /// <summary>Waits until a call does not fail any more, and returns what it gives.</summary>
    public static async Task<T> Succeeds<T>(Func<Task<T>> call, string expected)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception) when (Stopwatch.GetElapsedTime(started) <= Limit)
            {
                // It may fail until the limit; the last failure goes to the caller.
                await Task.Delay(Pause, TimeProvider.System);
            }
            catch (Exception failure)
            {
                throw new TimeoutException($"Expected within {Limit.TotalSeconds:0} s: {expected}. It still fails: {failure.Message}", failure);
            }
        }
    }

    /// <summary>The outcome of a task that has to end within the limit.</summary>
    public static async Task<T> Within<T>(this Task<T> task, string expected)
    {
        await Ended(task, expected);
        return await task;
    }

    /// <summary>Waits for a task that has to end within the limit.</summary>
    public static async Task Within(this Task task, string expected)
    {
        await Ended(task, expected);
        await task;
    }

    /// <summary>What is in a list, where the list says only what it is.</summary>
    private static string? Shown(object? value) => value is IEnumerable items && value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType == typeof(object)
        ? $"[{string.Join(", ", items.Cast<object?>().Take(MostShown).Select(Shown))}]"
        : value?.ToString();

    /// <summary>An answer that is there is looked at, however late it is.</summary>
    private static TimeSpan Remaining(long started, TimeSpan limit) =>
        limit - Stopwatch.GetElapsedTime(started) is var left && left > Pause ? left : Pause;

    private static async Task Ended(Task task, string expected)
    {
        using var over = new CancellationTokenSource();
        if (await Task.WhenAny(task, Task.Delay(Limit, TimeProvider.System, over.Token)) != task)
        {
            throw new TimeoutException($"Expected within {Limit.TotalSeconds:0} s: {expected}. It is still {task.Status}.");
        }

        await over.CancelAsync();
    }
}
