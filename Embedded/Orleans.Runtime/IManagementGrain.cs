namespace Orleans.Runtime;

/// <summary>What runs in the silo: key 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The silos and how they are.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>Deactivates what was not called for the given age.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>How many activations each grain class has.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>Every activation, or those of the given grain classes.</summary>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    /// <summary>How many activations there are.</summary>
    Task<int> GetTotalActivationCount();
}
