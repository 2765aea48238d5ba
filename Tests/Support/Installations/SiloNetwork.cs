using System.Diagnostics;

namespace OrleansOps.Tests.Support;

/// <summary>
/// A network that only this machine has: each silo in a network namespace of its own, with a line to the machine, which carries from one to the
/// other until that is cut. Needs root and iproute2.
/// </summary>
public sealed class SiloNetwork : IAsyncDisposable
{
    private const int MostSilos = 60;
    private readonly string _name = $"ops{Environment.ProcessId % 100_000}";
    private readonly string _net = $"10.{Random.Shared.Next(200, 250)}.{Random.Shared.Next(256)}";
    private readonly int _silos;
    private readonly HashSet<(int From, int To)> _cut = [];

    private SiloNetwork(int silos) => _silos = silos;

    /// <summary>The machine's own ends of the lines: what silos are to reach listens there.</summary>
    public IEnumerable<string> Hosts => Enumerable.Range(0, _silos).Select(HostOf);

    /// <exception cref="InvalidOperationException">This user may not make one, or the tools are not there.</exception>
    public static async Task<SiloNetwork> Start(int silos)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(silos, MostSilos);
        if (!Environment.IsPrivilegedProcess)
        {
            throw new InvalidOperationException("Cutting the network between silos takes namespaces, and these take root: run this test as root.");
        }

        var network = new SiloNetwork(silos);
        try
        {
            for (var silo = 0; silo < silos; silo++)
            {
                await network.Connect(silo);
            }

            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Address of a silo, by its number from 0.</summary>
    public string AddressOf(int silo) => $"{_net}.{(4 * silo) + 2}";

    /// <summary>Where a silo finds the machine.</summary>
    public string HostOf(int silo) => $"{_net}.{(4 * silo) + 1}";

    /// <summary>Put before a command, runs it where that silo lives.</summary>
    public IReadOnlyList<string> Within(int silo) => ["ip", "netns", "exec", Namespace(silo)];

    /// <summary>From now on nothing that one of these sends to the other arrives, and neither is told.</summary>
    public async Task Cut(int one, int other)
    {
        await Drop(one, other);
        await Drop(other, one);
    }

    /// <summary>Every line carries again.</summary>
    public async Task Mend()
    {
        foreach (var (from, to) in _cut)
        {
            await Ip("rule", "del", "from", AddressOf(from), "to", AddressOf(to), "blackhole");
        }

        _cut.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Mend();
        for (var silo = 0; silo < _silos; silo++)
        {
            await Run("ip", "netns", "del", Namespace(silo));   // its end of the line goes with it, and so does the other end
        }
    }

    private string Namespace(int silo) => $"{_name}-{silo}";

    private async Task Connect(int silo)
    {
        var (ours, theirs) = ($"{_name}h{silo}", $"{_name}s{silo}");
        await Ip("netns", "add", Namespace(silo));
        await Ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", Namespace(silo));
        await Ip("addr", "add", HostOf(silo) + "/30", "dev", ours);
        await Ip("link", "set", ours, "up");
        await Ip("-n", Namespace(silo), "link", "set", "lo", "up");
        await Ip("-n", Namespace(silo), "addr", "add", AddressOf(silo) + "/30", "dev", theirs);
        await Ip("-n", Namespace(silo), "link", "set", theirs, "up");
        await Ip("-n", Namespace(silo), "route", "add", "default", "via", HostOf(silo));
        await File.WriteAllTextAsync($"/proc/sys/net/ipv4/conf/{ours}/forwarding", "1");   // from this line to the others; it goes with the line
    }

    private async Task Drop(int from, int to)
    {
        await Ip("rule", "add", "from", AddressOf(from), "to", AddressOf(to), "blackhole");
        _cut.Add((from, to));
    }

    private static async Task Ip(params string[] arguments)
    {
        if (await Run(["ip", .. arguments]) is { Length: > 0 } refusal)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {refusal}");
        }
    }

    /// <summary>What it said, if it failed.</summary>
    private static async Task<string> Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : $"it failed with {process.ExitCode}. {said}";
    }
}
