using System.Net;

namespace Orleans.Runtime;

/// <summary>Names a silo. The embedded one is always 127.0.0.1, port 0.</summary>
[Immutable, GenerateSerializer]
public sealed class SiloAddress : IEquatable<SiloAddress>
{
    private SiloAddress(IPEndPoint endpoint, int generation) => (Endpoint, Generation) = (endpoint, generation);

    /// <summary>Its address and port.</summary>
    [Id(0)]
    public IPEndPoint Endpoint { get; }

    /// <summary>Tells starts of the same silo apart.</summary>
    [Id(1)]
    public int Generation { get; }

    /// <summary>The silo at this address.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public bool Equals(SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    public override string ToString() => $"S{Endpoint}:{Generation}";
}
