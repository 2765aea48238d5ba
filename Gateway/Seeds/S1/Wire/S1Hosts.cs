using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>What an S1 agent says of its host, in the words of the native protocol. What it says as a share of something unknown is left out.</summary>
internal static class S1Hosts
{
    private const int MostAddresses = 64;
    private const int TextLength = 256;

    public static HostFacts Facts(S1System? system, string name, DateTimeOffset now) => new(
        Text(system?.Hostname) ?? name, Text(system?.Os) ?? "", "", Text(system?.Arch) ?? "", Cpus: 0, MemoryBytes: 0,
        system?.Uptime is > 0 and < 1e10 and var uptime ? now.AddSeconds(-uptime) : DateTimeOffset.UnixEpoch,
        [.. (system?.Ips ?? []).Select(Text).OfType<string>().Take(MostAddresses)]);

    public static Heartbeat Beat(S1System? system) => new(
        Number(system?.CpuUsage) is { } cpu ? Math.Clamp(cpu, 0, 100) : null,
        MemoryUsedBytes: null,
        system?.LoadAvg is { Count: > 0 and <= 3 } load && load.All(double.IsFinite) ? load : null,
        Number(system?.Uptime),
        Disks: null, Running: 0, Waiting: 0, UnsentBytes: 0);

    private static double? Number(double? figure) => figure is { } known && double.IsFinite(known) && known >= 0 ? known : null;

    private static string? Text(string? text) => text is { Length: > 0 and <= TextLength } && ShownText.IsPrintable(text) ? text : null;
}
