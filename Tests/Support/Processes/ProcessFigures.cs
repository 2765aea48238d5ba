using System.Globalization;

namespace OrleansOps.Tests.Support;

/// <summary>What Linux says about a process.</summary>
public static class ProcessFigures
{
    private const int TicksPerSecond = 100;   // USER_HZ, the same on every Linux

    public static long Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Kibibytes(line);
    }

    /// <summary>The same of a process that may end at any moment; null if it has.</summary>
    public static long? ResidentIfAlive(int process)
    {
        var line = ReadIfAlive($"/proc/{process}/status").Split('\n').FirstOrDefault(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line is null ? null : Kibibytes(line);
    }

    /// <summary>What it, its children that ended, and its children that live have used: the agent's tasks are grandchildren.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var own = TimeSpan.FromSeconds(fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond);
        return Children(process).Aggregate(own, (sum, child) => sum + ProcessorTimeIfAlive(child));
    }

    private static IEnumerable<int> Children(int process) => Directory
        .EnumerateDirectories($"/proc/{process}/task")
        .SelectMany(thread => ReadIfAlive(Path.Join(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    private static TimeSpan ProcessorTimeIfAlive(int process)
    {
        try
        {
            return ProcessorTime(process);
        }
        catch (IOException)
        {
            return TimeSpan.Zero;   // it ended meanwhile: it is among those that ended
        }
    }

    private static long Kibibytes(string line) =>
        long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    private static string ReadIfAlive(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Direct children of a process that run a program whose name starts so.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process, string program) => [.. Children(process)
        .Where(child => ReadIfAlive($"/proc/{child}/cmdline").Split('\0')[0].Split('/')[^1].StartsWith(program, StringComparison.Ordinal))];
}
