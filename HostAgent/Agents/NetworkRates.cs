using System.Globalization;

namespace OrleansOps.HostAgent.Agents;

/// <summary>What the host receives and sends, from the kernel's counters between two looks.</summary>
/// <param name="read">The lines of <c>/proc/net/dev</c>.</param>
internal sealed class NetworkRates(Func<IEnumerable<string>> read, TimeProvider time)
{
    private const string Path = "/proc/net/dev";

    // Traffic of these is counted at the card that it leaves by, or never leaves the host.
    private static readonly string[] Inner = ["lo", "docker", "veth", "br-", "virbr", "vnet", "tap", "tun", "cni", "flannel", "cali", "dummy", "bond", "team", "wg", "ifb"];

    private Counters? _last;

    public NetworkRates()
        : this(() => File.ReadLines(Path), TimeProvider.System)
    {
    }

    /// <summary>Bytes per second since the last call; null at the first, and where a counter began anew.</summary>
    public (double Received, double Sent)? Sample()
    {
        var before = _last;
        _last = Read();
        if (before is null || _last is null)
        {
            return null;
        }

        var seconds = time.GetElapsedTime(before.At, _last.At).TotalSeconds;
        return seconds > 0 && _last.Received >= before.Received && _last.Sent >= before.Sent
            ? (Math.Round((_last.Received - before.Received) / seconds), Math.Round((_last.Sent - before.Sent) / seconds))
            : null;
    }

    private Counters? Read()
    {
        try
        {
            var (received, sent, cards) = (0.0, 0.0, 0);
            foreach (var line in read())
            {
                if (Card(line) is { } card)
                {
                    received += card.Received;
                    sent += card.Sent;
                    cards++;
                }
            }

            return cards == 0 ? null : new Counters(received, sent, time.GetTimestamp());
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;   // a sandbox may hide it
        }
    }

    /// <summary>name: bytes packets errs drop fifo frame compressed multicast, and the same of what was sent.</summary>
    private static (double Received, double Sent)? Card(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var name = line[..colon].Trim();
        var words = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 9
            && !Inner.Any(inner => name.StartsWith(inner, StringComparison.Ordinal))
            && double.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var received)
            && double.TryParse(words[8], NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            ? (received, sent)
            : null;
    }

    private sealed record Counters(double Received, double Sent, long At);
}
