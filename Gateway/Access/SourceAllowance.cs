using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Access;

/// <summary>
/// How often one address may do something: so many at once, and one more after each while. Whoever has one IPv6 address has the 2^64 beside it:
/// they count as one.
/// </summary>
internal abstract class SourceAllowance(int most, TimeSpan every, TimeProvider time)
{
    private const int MostSources = 10_000;
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (double Left, long At)> _sources = [];

    /// <summary>How long the source must wait for its next; null if it need not.</summary>
    public TimeSpan? MustWait(IPAddress? source)
    {
        lock (_lock)
        {
            return Wait(Left(Network(source)));
        }
    }

    /// <summary>Takes one; or says how long the source must wait for it, and takes none.</summary>
    public TimeSpan? Take(IPAddress? source)
    {
        lock (_lock)
        {
            var network = Network(source);
            var left = Left(network);
            if (Wait(left) is { } wait)
            {
                return wait;
            }

            if (_sources.Count >= MostSources)
            {
                DropTheQuiet();
            }

            _sources[network] = (left - 1, time.GetTimestamp());
            return null;
        }
    }

    /// <summary>A whole one must have come back: a fraction of one is there after any moment.</summary>
    private TimeSpan? Wait(double left) => left >= 1 ? null : (1 - left) * every;

    private double Left(IPAddress network) =>
        _sources.TryGetValue(network, out var known) ? Math.Min(most, known.Left + (time.GetElapsedTime(known.At) / every)) : most;

    private void DropTheQuiet()
    {
        foreach (var quiet in _sources.Keys.Where(network => Left(network) >= most).ToList())
        {
            _sources.Remove(quiet);
        }

        if (_sources.Count >= MostSources)
        {
            _sources.Clear();   // more sources at once than can be told apart: memory comes first
        }
    }

    private static IPAddress Network(IPAddress? source)
    {
        if (source is null || source.AddressFamily != AddressFamily.InterNetworkV6 || source.IsIPv4MappedToIPv6)
        {
            return source ?? IPAddress.None;
        }

        var bytes = source.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes);
    }
}
