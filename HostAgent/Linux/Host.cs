namespace OrleansOps.HostAgent.Linux;

/// <summary>The running kernel.</summary>
internal static class Host
{
    /// <summary>Changes each time the host starts. Process ids mean nothing across it.</summary>
    public static string BootId { get; } = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
