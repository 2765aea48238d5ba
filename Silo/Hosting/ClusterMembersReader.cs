using OrleansOps.Health;

namespace OrleansOps;

/// <summary>Asks Orleans' own management grain, from a silo or from a client alike. It reads the list of members and asks no silo.</summary>
internal sealed class ClusterMembersReader(IGrainFactory grains) : IClusterMembers
{
    public async Task<IReadOnlyList<SiloMember>> Read() =>
        [.. (await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts()).Select(host => new SiloMember(
            host.SiloName, host.SiloAddress.ToParsableString(), Phase(host.Status), Utc(host.StartTime), Utc(host.IAmAliveTime)))];

    private static SiloPhase Phase(SiloStatus status) => status switch
    {
        SiloStatus.Active => SiloPhase.Active,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => SiloPhase.Stopping,
        SiloStatus.Dead => SiloPhase.Dead,
        _ => SiloPhase.Joining,
    };

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
