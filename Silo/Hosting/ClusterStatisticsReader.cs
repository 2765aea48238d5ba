using OrleansOps.Health;

namespace OrleansOps;

/// <summary>Asks Orleans' own management grain, from a silo or from a client alike.</summary>
internal sealed class ClusterStatisticsReader(IGrainFactory grains) : IClusterStatistics
{
    private const string Ours = "OrleansOps.";

    public async Task<ClusterStatistics> Read()
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var hosts = await management.GetDetailedHosts(onlyActive: true);
        var counts = (await management.GetSimpleGrainStatistics()).ToList();
        var silos = hosts.Select(host => new SiloStatistics(
            host.SiloName, host.SiloAddress.ToParsableString(), host.Status.ToString(), new DateTimeOffset(DateTime.SpecifyKind(host.StartTime, DateTimeKind.Utc)),
            counts.Where(count => host.SiloAddress.Equals(count.SiloAddress)).Sum(count => count.ActivationCount)));
        var types = counts.GroupBy(count => ShortName(count.GrainType), StringComparer.Ordinal)
            .Select(group => new GrainStatistics(group.Key, group.Sum(count => count.ActivationCount)));
        return new ClusterStatistics(
            silos.OrderBy(silo => silo.Address, StringComparer.Ordinal).ToArray(), types.OrderBy(grain => grain.Type, StringComparer.Ordinal).ToArray());
    }

    /// <summary>Orleans gives the whole name of the type, with its assembly; of ours the last part says enough.</summary>
    private static string ShortName(string type)
    {
        var name = type.Split(',')[0];
        return name.StartsWith(Ours, StringComparison.Ordinal) ? name[(name.LastIndexOf('.') + 1)..] : name;
    }
}
