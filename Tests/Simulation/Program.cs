using System.Diagnostics;
using System.Globalization;
using OrleansOps.Simulation.World;

namespace OrleansOps.Simulation;

/// <summary>
/// Runs seeds: <c>FROM COUNT</c>, or <c>replay SEED [steps]</c>. It needs a thread pool of one thread, which is asked for before the
/// process starts: see <see cref="SeedRunner"/>.
/// </summary>
internal static class Program
{
    private const int Broken = 1;
    private const int NotAlone = 2;

    public static async Task<int> Main(string[] args)
    {
        AppContext.SetSwitch("Microsoft.Extensions.DependencyInjection.DisableDynamicEngine", isEnabled: true);
        ThreadPool.GetMaxThreads(out var threads, out _);
        if (threads != 1)
        {
            await Console.Error.WriteLineAsync("The simulation needs a thread pool of one thread: set DOTNET_ThreadPool_ForceMaxWorkerThreads=1 and DOTNET_PROCESSOR_COUNT=1.");
            return NotAlone;
        }

        return args is ["replay", var seed, .. var how]
            ? Replay(Number(seed), how.Length > 0)
            : RunMany(Number(args[0]), Number(args[1]));
    }

    private static int Replay(int seed, bool withSteps)
    {
        var world = new SimulatedWorld(seed, Console.Out);
        world.Scheduler.Trace.HasSteps = withSteps;
        world.Run();
        Console.WriteLine(SeedReport.Of(world, seed));
        return world.Promises.Broken is null ? 0 : Broken;
    }

    private static int RunMany(int from, int count)
    {
        var clock = Stopwatch.StartNew();
        var failed = 0;
        for (var seed = from; seed < from + count; seed++)
        {
            var world = new SimulatedWorld(seed);
            world.Run();
            Console.WriteLine(SeedReport.Of(world, seed));
            failed += world.Promises.Broken is null ? 0 : 1;
            if (world.Scheduler.IsStuck)
            {
                break;
            }
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} seeds in {clock.Elapsed.TotalSeconds:0.0} s, {failed} broken"));
        return failed == 0 ? 0 : Broken;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
