using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>What this machine is like now: figures of two machines, or of a busy and a quiet one, are not comparable without it.</summary>
internal static class Calibration
{
    private const int Syncs = 300;

    public static async Task<string> Describe()
    {
        var (p50, p99) = SyncedAppend();
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        return $"{Environment.ProcessorCount} cores, load {load}, .NET {Environment.Version}, 200-byte append and fsync p50 {p50:0.00} ms, p99 {p99:0.00} ms";
    }

    private static (double P50, double P99) SyncedAppend()
    {
        var path = Path.Combine(Path.GetTempPath(), $"ops-fsync-{Environment.ProcessId}");
        var samples = new Samples();
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, options: FileOptions.DeleteOnClose))
        {
            var record = new byte[200];
            for (var i = 0; i < Syncs; i++)
            {
                var start = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, record, i * record.Length);
                RandomAccess.FlushToDisk(file);
                samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return (samples.Median, samples.Quantile(0.99));
    }
}
