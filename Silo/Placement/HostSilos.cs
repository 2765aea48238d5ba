using System.IO.Hashing;
using System.Text;

namespace OrleansOps.Placement;

/// <summary>
/// Which silo a host belongs to: rendezvous hashing. Every silo works out the same from the same list; where one comes or goes, only its own
/// share of the hosts moves. A silo that is started again at its address has the hosts that it had.
/// </summary>
internal static class HostSilos
{
    public static SiloAddress Of(string host, IEnumerable<SiloAddress> silos) => silos.MaxBy(silo => (Weight(host, silo), silo.Generation))!;

    private static ulong Weight(string host, SiloAddress silo) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{host} {silo.Endpoint}"));
}
