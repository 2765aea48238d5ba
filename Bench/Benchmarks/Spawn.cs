using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>What starting a process costs by itself. No agent can run more tasks than this.</summary>
internal static class Spawn
{
    private const int AtOnce = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await OneRound(TimeSpan.FromSeconds(1));
        var samples = new Samples();
        for (var i = 0; i < 5; i++)
        {
            samples.Add(await OneRound(Round));
        }

        lab.SpawnLimit = samples.Median;
        return [new Figure("spawn", samples.Median, "/s") { Note = $"{samples.Least:0}..{samples.Most:0} over {samples.Count} rounds" }];
    }

    private static async Task<double> OneRound(TimeSpan duration)
    {
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (watch.Elapsed < duration)
            {
                await One();
                Interlocked.Increment(ref done);
            }
        }));
        return done / watch.Elapsed.TotalSeconds;
    }

    private static async Task One()
    {
        var start = new ProcessStartInfo("/bin/true") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
    }
}
