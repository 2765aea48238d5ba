using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>Callers outside the grains, each of which waits for its answer before it calls again.</summary>
internal static class GrainCalls
{
    /// <summary>Calls per second of grains that only answer.</summary>
    public static Task<double> CallsPerSecond(IGrainFactory factory, TimeSpan duration, int callers = 100, int grains = 100)
    {
        var references = Enumerable.Range(0, grains).Select(key => factory.GetGrain<IEchoGrain>(key)).ToArray();
        return Measure(duration, callers, caller => references[caller % grains].Echo(caller));
    }

    /// <summary>Calls per second of grains that store their state in Redis before they answer.</summary>
    public static Task<double> WritesPerSecond(IGrainFactory factory, TimeSpan duration, int callers = 100, int grains = 100)
    {
        var references = Enumerable.Range(0, grains).Select(key => factory.GetGrain<ICountingGrain>(key)).ToArray();
        return Measure(duration, callers, caller => references[caller % grains].Count());
    }

    private static async Task<double> Measure(TimeSpan duration, int callers, Func<int, Task> call)
    {
        await Task.WhenAll(Enumerable.Range(0, callers).Select(call));   // activate first
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => CallUntil(clock, duration, caller, call)));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> CallUntil(Stopwatch clock, TimeSpan duration, int caller, Func<int, Task> call)
    {
        await Task.Yield();   // every caller is on its own from the start
        long count = 0;
        while (clock.Elapsed < duration)
        {
            await call(caller);
            count++;
        }

        return count;
    }
}
