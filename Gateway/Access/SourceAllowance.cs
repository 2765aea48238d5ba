using System.Net;
using System.Net.Sockets;

namespace OrleansOps.Access;

/// <summary>
/// How often one address may do something. Whoever has one IPv6 address has the 2^64 beside it: they count as one.
/// </summary>
internal abstract class SourceAllowance(int most, TimeSpan every, TimeProvider time)
{
    private const int NetworkBytes = 8;

    private readonly Allowance<IPAddress> _networks = new(most, every, time);

    /// <inheritdoc cref="Allowance{TKey}.MustWait"/>
    public TimeSpan? MustWait(IPAddress? source) => _networks.MustWait(Network(source));

    /// <inheritdoc cref="Allowance{TKey}.Take"/>
    public TimeSpan? Take(IPAddress? source) => _networks.Take(Network(source));

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
