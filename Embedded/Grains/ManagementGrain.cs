namespace OrleansOps.Embedded;

/// <summary>What runs in this silo.</summary>
[GrainType("sys.management")]
internal sealed class ManagementGrain(Silo silo) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(new Dictionary<SiloAddress, SiloStatus> { [silo.Address] = SiloStatus.Active });

    public Task ForceActivationCollection(TimeSpan ageLimit)
    {
        silo.CollectIdle(_ => ageLimit);
        return Task.CompletedTask;
    }

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(silo.Activations()
        .CountBy(activation => activation.Class.Type.FullName!, StringComparer.Ordinal)
        .Select(pair => new SimpleGrainStatistic { GrainType = pair.Key, SiloAddress = silo.Address, ActivationCount = pair.Value })
        .ToArray());

    public Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) => Task.FromResult(silo.Activations()
        .Select(activation => new DetailedGrainStatistic
        {
            GrainType = activation.Class.Type.FullName!,
            SiloAddress = silo.Address,
            GrainId = activation.GrainId,
        })
        .Where(statistic => types is null || types.Contains(statistic.GrainType, StringComparer.Ordinal))
        .ToArray());

    public Task<int> GetTotalActivationCount() => Task.FromResult(silo.Activations().Count());
}
