using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>The ways in which work is offered.</summary>
internal static class Loads
{
    /// <summary>Enough under way that an agent with five slots never waits for the next submission.</summary>
    private const int UnderWay = 16;

    /// <summary>.NET needs about 3,000 tasks until its code is compiled for good; fewer would measure the compiler.</summary>
    private const int WarmUpTasks = 3_000;

    /// <param name="processes">How many share the tasks: each compiles for itself.</param>
    public static async Task WarmUp(TaskDoor door, int processes = 1)
    {
        var left = WarmUpTasks * processes;
        var watch = Stopwatch.StartNew();
        await Together(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0 && watch.Elapsed < processes * TimeSpan.FromSeconds(20))
            {
                await door.Run("/bin/true");
            }
        });
    }

    /// <summary>Tasks per second of /bin/true for about this long.</summary>
    public static async Task<SaturatedRate> Saturate(TaskDoor door, TimeSpan duration)
    {
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Together(async () =>
        {
            while (watch.Elapsed < duration)
            {
                await door.Run("/bin/true");
                Interlocked.Increment(ref done);
            }
        });
        return new SaturatedRate(done / watch.Elapsed.TotalSeconds, done);
    }

    /// <summary>Milliseconds of each of this many runs, one after the other.</summary>
    public static async Task<Samples> OneByOne(TaskDoor door, int count, params string[] argv)
    {
        var samples = new Samples();
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await door.Run(argv);
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return samples;
    }

    private static Task Together(Func<Task> one) => Task.WhenAll(Enumerable.Range(0, UnderWay).Select(_ => one()));
}
