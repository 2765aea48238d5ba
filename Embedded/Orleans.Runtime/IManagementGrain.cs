namespace Orleans.Runtime;

/// <summary>What runs in the silo: key 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The silos and how they are.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>How many activations each grain class has.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>How many activations there are.</summary>
    Task<int> GetTotalActivationCount();
}
