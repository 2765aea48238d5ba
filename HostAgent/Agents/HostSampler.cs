using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Says how the host is doing. Reads the kernel's own figures; starts no process.</summary>
internal sealed class HostSampler : IHostSampler
{
    // File systems that lie on a disk of this host. Others are virtual, or remote and may hang.
    private static readonly HashSet<string> OnDisk = new(StringComparer.Ordinal)
    {
        "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "reiserfs", "vfat", "exfat", "ntfs", "overlay", "bcachefs",
    };

    private readonly NetworkRates _network = new();
    private (double Busy, double Total)? _cpu = ProcFiles.CpuTicks();

    public Heartbeat Sample(int running, int waiting, long unsentBytes)
    {
        var network = _network.Sample();
        return Known(running, waiting, unsentBytes) with { RxBytesPerSecond = network?.Received, TxBytesPerSecond = network?.Sent };
    }

    private Heartbeat Known(int running, int waiting, long unsentBytes) => new(
        CpuPercent(),
        ProcFiles.MemoryTotal() - ProcFiles.MemoryAvailable(),
        ProcFiles.Load(),
        ProcFiles.UptimeSeconds(),
        Disks(),
        running,
        waiting,
        unsentBytes);

    private double? CpuPercent()
    {
        var before = _cpu;
        _cpu = ProcFiles.CpuTicks();
        return before is { } from && _cpu is { } to && to.Total > from.Total
            ? Math.Round(Math.Clamp(100 * (to.Busy - from.Busy) / (to.Total - from.Total), 0, 100), 1)
            : null;
    }

    private static List<DiskUse>? Disks()
    {
        try
        {
            return [.. File.ReadLines("/proc/self/mounts")
                .Select(line => line.Split(' '))
                .Where(mount => mount.Length > 2 && OnDisk.Contains(mount[2]))
                .DistinctBy(mount => mount[0], StringComparer.Ordinal)
                .Take(32)
                .Select(mount => Use(mount[1].Replace("\\040", " ", StringComparison.Ordinal)))
                .OfType<DiskUse>()];
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static DiskUse? Use(string mount)
    {
        try
        {
            var drive = new DriveInfo(mount);
            return new DiskUse(mount, drive.TotalSize, drive.TotalSize - drive.TotalFreeSpace);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
