namespace OrleansOps.Health;

/// <summary>Asks Orleans' own management grain, from a silo or from a client alike. It reads the list of members and asks no silo.</summary>
internal sealed class ClusterMembersReader(IGrainFactory grains) : IClusterMembers
{
    public async Task<IReadOnlyList<SiloMember>> Read() =>
        [.. (await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts()).Select(host => new SiloMember(
            host.SiloName, host.SiloAddress.ToParsableString(), Phase(host), Utc(host.StartTime), Utc(host.IAmAliveTime)))];

    /// <summary>Against one that was lost stands who voted it out.</summary>
    private static SiloPhase Phase(MembershipEntry host) => host.Status switch
    {
        SiloStatus.Active => SiloPhase.Active,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => SiloPhase.Stopping,
        SiloStatus.Dead => host.SuspectTimes is { Count: > 0 } ? SiloPhase.Lost : SiloPhase.Ended,
        _ => SiloPhase.Joining,
    };

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
