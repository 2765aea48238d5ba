using System.Globalization;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Figures of the kernel. One that cannot be read is null.</summary>
internal static class ProcFiles
{
    public static long? MemoryTotal() => Memory("MemTotal:");

    public static long? MemoryAvailable() => Memory("MemAvailable:");

    public static double? UptimeSeconds() => Words("/proc/uptime") is [var uptime, ..] ? Number(uptime) : null;

    public static IReadOnlyList<double>? Load() =>
        Words("/proc/loadavg") is [var one, var five, var fifteen, ..]
        && (Number(one), Number(five), Number(fifteen)) is ({ } a, { } b, { } c)
            ? [a, b, c]
            : null;

    /// <summary>Clock ticks that all processors spent busy, and in all, since the host started.</summary>
    public static (double Busy, double Total)? CpuTicks()
    {
        if (Words("/proc/stat") is not ["cpu", .. var words])
        {
            return null;
        }

        // user nice system idle iowait irq softirq steal; guest time is counted in user already
        var ticks = words.Take(8).Select(word => Number(word) ?? 0).ToArray();
        return ticks.Length < 5 ? null : (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    private static long? Memory(string name)
    {
        foreach (var line in Lines("/proc/meminfo"))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                var text = line.AsSpan(name.Length).Trim().TrimEnd(" kB");
                return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : null;
            }
        }

        return null;
    }

    private static string[] Words(string path) => Lines(path).FirstOrDefault()?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static double? Number(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return [];   // a sandbox may hide it
        }
    }
}
