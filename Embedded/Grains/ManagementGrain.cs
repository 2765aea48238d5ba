namespace OrleansOps.Embedded;

/// <summary>What runs in this silo.</summary>
[GrainType("sys.management")]
internal sealed class ManagementGrain(Silo silo) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(new Dictionary<SiloAddress, SiloStatus> { [silo.Address] = SiloStatus.Active });

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(silo.Activations()
        .CountBy(activation => activation.Class.Type.FullName!, StringComparer.Ordinal)
        .Select(pair => new SimpleGrainStatistic { GrainType = pair.Key, SiloAddress = silo.Address, ActivationCount = pair.Value })
        .ToArray());

    public Task<int> GetTotalActivationCount() => Task.FromResult(silo.Activations().Count());
}
