using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>Runs one benchmark within its time. One that fails says why and leaves the others to run.</summary>
internal static class Attempt
{
    public static async Task<IReadOnlyList<Figure>> Run(Benchmark benchmark, Lab lab)
    {
        Console.Write($"{benchmark.Name,-20}");
        var watch = Stopwatch.StartNew();
        try
        {
            var figures = await benchmark.Measure(lab).WaitAsync(benchmark.Limit);
            Console.WriteLine($"{watch.Elapsed.TotalSeconds,5:0} s");
            return figures;
        }
#pragma warning disable CA1031 // whatever it was, the next benchmark is independent of it
        catch (Exception failure)
        {
            Console.WriteLine($"{watch.Elapsed.TotalSeconds,5:0} s  no figure: {failure.Message}");
            await lab.StartAfresh();
            return [];
        }
#pragma warning restore CA1031
    }
}
