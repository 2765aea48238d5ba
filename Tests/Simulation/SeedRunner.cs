using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrleansOps.Simulation;

/// <summary>
/// Runs seeds in processes of their own. A run is one thread and repeatable because its thread pool has one thread, which only a new process
/// can be told; a bounded heap and a bounded time end one that goes astray.
/// </summary>
internal static class SeedRunner
{
    private const int SeedsAtOnce = 100;   // to start costs as much as thirty seeds
    private const string HeapLimit = "0x60000000";

    /// <summary>Runs seeds from the first on, until all have run or the time is over. One line for each, see <see cref="SeedReport"/>.</summary>
    public static async Task<IReadOnlyList<string>> Run(int first, int count, TimeSpan time)
    {
        var lines = new ConcurrentBag<string>();
        var clock = Stopwatch.StartNew();
        var next = first;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(2, Environment.ProcessorCount)).Select(async _ =>
        {
            while (clock.Elapsed < time && Interlocked.Add(ref next, SeedsAtOnce) - SeedsAtOnce is var from && from < first + count)
            {
                var (_, output) = await Start(time + TimeSpan.FromMinutes(3), Text(from), Text(Math.Min(SeedsAtOnce, first + count - from)));
                Array.ForEach(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), lines.Add);
            }
        }));
        return [.. lines];
    }

    /// <summary>What one seed does, line by line.</summary>
    public static async Task<string> Trace(int seed) => (await Start(TimeSpan.FromMinutes(3), "replay", Text(seed))).Output;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<(int Exit, string Output)> Start(TimeSpan patience, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotNet(), [typeof(SeedRunner).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1";
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        var output = new StringBuilder();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            output.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode is 0 or 1 ? (process.ExitCode, output.ToString())
                : throw new InvalidOperationException($"The run of {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {output}{await errors}");
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The run of {string.Join(' ', arguments)} did not end within {patience}. Until then: {output}", late);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static string DotNet() =>
        Environment.ProcessPath is { } path && string.Equals(Path.GetFileNameWithoutExtension(path), "dotnet", StringComparison.Ordinal) ? path
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
