namespace OrleansOps.Bench;

/// <summary>What Linux says about a process.</summary>
internal static class ProcessFigures
{
    private const int TicksPerSecond = 100;   // USER_HZ, the same on every Linux

    public static long Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    public static TimeSpan ProcessorTime(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds(fields[11..15].Sum(double.Parse) / TicksPerSecond);
    }
}
