using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Reads what does not change while the agent runs.</summary>
internal static class HostFactsReader
{
    private static readonly string[] OsReleases = ["/etc/os-release", "/usr/lib/os-release"];

    public static HostFacts Read(TimeProvider time, HostPolicy policy) => new(
        Environment.MachineName,
        OsName(),
        FirstLine("/proc/sys/kernel/osrelease"),
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        Environment.ProcessorCount,
        ProcFiles.MemoryTotal() ?? 0,
        time.GetUtcNow() - TimeSpan.FromSeconds(ProcFiles.UptimeSeconds() ?? 0),
        Addresses(),
        policy.Only is { Count: > 0 } only ? only : null,
        policy.Commands is { Count: > 0 } commands ? commands : null);

    private static string OsName()
    {
        const string NameKey = "PRETTY_NAME=";
        foreach (var path in OsReleases.Where(File.Exists))
        {
            if (File.ReadLines(path).FirstOrDefault(line => line.StartsWith(NameKey, StringComparison.Ordinal)) is { } line)
            {
                return line[NameKey.Length..].Trim('"');
            }
        }

        return RuntimeInformation.OSDescription;
    }

    private static string FirstLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault() ?? "" : "";

    private static List<string> Addresses()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .Where(network => network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Where(network => network.OperationalStatus == OperationalStatus.Up)
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(address => address.Address)
                .Where(address => address.AddressFamily == AddressFamily.InterNetwork || !address.IsIPv6LinkLocal)
                .Select(address => address.ToString())
                .Distinct(StringComparer.Ordinal)
                .Take(32)];
        }
        catch (NetworkInformationException)
        {
            return [];   // a sandbox may hide its interfaces
        }
    }
}
