using System.Diagnostics;
using System.Globalization;

namespace OrleansOps.Redis;

/// <summary>Who holds the store: enough of a process to tell it from every other, and to tell from the same machine whether it still lives.</summary>
/// <param name="Host">Name of its machine or container.</param>
/// <param name="Boot">That machine's current boot; empty where it is not known.</param>
/// <param name="ProcessId">Its id there.</param>
/// <param name="StartedTicks">When it started, UTC.</param>
/// <param name="Unique">Different for each silo, even within one process.</param>
internal sealed record LeaseHolder(string Host, string Boot, int ProcessId, long StartedTicks, string Unique)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    public static LeaseHolder ThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new(Environment.MachineName, BootId(), process.Id, process.StartTime.ToUniversalTime().Ticks, Guid.NewGuid().ToString("N"));
    }

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

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.StartTime.ToUniversalTime().Ticks != StartedTicks;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return true;   // no such process, or it ended while we looked
        }
    }

    public string Describe(TimeSpan lasts) => string.Create(
        CultureInfo.InvariantCulture, $"process {ProcessId} on {Host} (should it be gone, its right ends {lasts.TotalSeconds:0} s after its last sign of life)");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}|{Boot}|{ProcessId}|{StartedTicks}|{Unique}");

    private static string BootId() => File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "";
}
