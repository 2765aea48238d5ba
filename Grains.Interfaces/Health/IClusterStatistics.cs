namespace OrleansOps.Health;

/// <summary>Asks the grain runtime how it is.</summary>
public interface IClusterStatistics
{
    Task<ClusterStatistics> Read();
}
