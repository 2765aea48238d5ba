using System.Globalization;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>Whether the kernel lets the agent have what its tasks take: the limits of this process, as one that the same user starts has them.</summary>
internal static class LimitsCheck
{
    private const string Name = "limits";
    private const int OwnFiles = 128;
    private const int FilesOfATask = 8;
    private const int OwnProcesses = 64;
    private const int ProcessesOfATask = 4;

    public static IEnumerable<Finding> Of(int slots) => Of(slots, File.ReadAllText("/proc/self/limits"));

    /// <param name="limits">What /proc/self/limits says.</param>
    public static IEnumerable<Finding> Of(int slots, string limits)
    {
        yield return Of("Max open files", "open files", OwnFiles + (FilesOfATask * slots), "LimitNOFILE", slots, limits);
        yield return Of("Max processes", "processes", OwnProcesses + (ProcessesOfATask * slots), "LimitNPROC", slots, limits);
    }

    private static Finding Of(string line, string what, int needed, string directive, int slots, string limits)
    {
        var words = limits.Split('\n').FirstOrDefault(text => text.StartsWith(line, StringComparison.Ordinal))?[line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var soft, ..] && long.TryParse(soft, CultureInfo.InvariantCulture, out var most) && most < needed
            ? Finding.Warn(Name, $"At most {most} {what} are allowed, and {slots} tasks at once may take {needed}.", $"Raise the limit ({directive}={needed} in the unit, or ulimit), or lower slots.")
            : Finding.Ok(Name, $"{(words is [var limit, ..] ? limit : "Unlimited")} {what} are allowed; {slots} tasks at once take {needed} at most.");
    }
}
