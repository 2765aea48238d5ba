using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>How much memory a process has had.</summary>
internal static class Memory
{
    /// <summary>The most that was resident so far, in bytes.</summary>
    public static long Peak(ManagedProcess process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
