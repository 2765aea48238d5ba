using System.Diagnostics;
using System.Globalization;

namespace OrleansOps.Redis;

/// <summary>Who holds the store: enough of a process to tell it from every other, and to tell from the same machine whether it still lives.</summary>
/// <param name="Host">Name of its machine or container.</param>
/// <param name="Boot">That machine's current boot; empty where it is not known.</param>
/// <param name="ProcessId">Its id there.</param>
/// <param name="Started">When it started, in the kernel's ticks since the boot: the same number whoever reads it.</param>
/// <param name="Unique">Different for each silo, even within one process.</param>
internal sealed record LeaseHolder(string Host, string Boot, int ProcessId, long Started, string Unique)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    public static LeaseHolder ThisProcess() =>
        new(Environment.MachineName, BootId(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0, Guid.NewGuid().ToString("N"));

    public static LeaseHolder Parse(string mark)
    {
        var parts = mark.Split('|');
        return parts.Length == 5
            && int.TryParse(parts[2], CultureInfo.InvariantCulture, out var processId)
            && long.TryParse(parts[3], CultureInfo.InvariantCulture, out var started)
            ? new LeaseHolder(parts[0], parts[1], processId, started, parts[4])
            : new LeaseHolder(mark, "", 0, 0, "");
    }

    /// <summary>Whether it ran on this machine and is certainly gone. False where that cannot be known.</summary>
    public bool IsDeadHere()
    {
        if (!string.Equals(Host, Environment.MachineName, StringComparison.Ordinal) || ProcessId == 0)
        {
            return false;
        }

        if (!string.Equals(Boot, BootId(), StringComparison.Ordinal))
        {
            return true;
        }

        return StartOf(ProcessId) != Started;
    }

    public string Describe(TimeSpan lasts) => string.Create(
        CultureInfo.InvariantCulture, $"process {ProcessId} on {Host} (should it be gone, its right ends {lasts.TotalSeconds:0} s after its last sign of life)");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}|{Boot}|{ProcessId}|{Started}|{Unique}");

    private static string BootId() => File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "";

    /// <summary>
    /// Field 22 of <c>/proc/PID/stat</c>, counted from the last ')' because the name in field 2 may hold anything; null if there is no such
    /// process. Not <see cref="Process.StartTime"/>: that adds a boot time which each process works out for itself, a little differently.
    /// </summary>
    private static long? StartOf(int process)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;   // gone, or gone while we read
        }
    }
}
