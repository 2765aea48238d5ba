using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>
/// Slows down a source that presents wrong tokens. It counts by address, so that nobody can lock out the holder of a token. Whoever has one
/// IPv6 address has the 2^64 beside it: they count as one.
/// </summary>
internal sealed class WrongTokenLimit(IOptions<AccessOptions> options, TimeProvider time)
{
    private const int MostSources = 10_000;
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (double Left, long At)> _sources = [];

    /// <summary>How long the source must wait until its next token is looked at; null if it need not.</summary>
    public TimeSpan? MustWait(IPAddress? source)
    {
        lock (_lock)
        {
            // A whole try must have come back: a fraction of one is there after any moment.
            var left = Left(Network(source));
            return left >= 1 ? null : (1 - left) * options.Value.WrongTokenEvery;
        }
    }

    public void Count(IPAddress? source)
    {
        lock (_lock)
        {
            if (_sources.Count >= MostSources)
            {
                DropTheQuiet();
            }

            var network = Network(source);
            _sources[network] = (Math.Max(0, Left(network) - 1), time.GetTimestamp());
        }
    }

    private double Left(IPAddress network)
    {
        var full = options.Value.WrongTokens;
        return _sources.TryGetValue(network, out var known)
            ? Math.Min(full, known.Left + (time.GetElapsedTime(known.At) / options.Value.WrongTokenEvery))
            : full;
    }

    private void DropTheQuiet()
    {
        foreach (var quiet in _sources.Keys.Where(network => Left(network) >= options.Value.WrongTokens).ToList())
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
