namespace OrleansOps.EndToEnd;

/// <summary>Tests on one cluster, one after the other, with the machine for themselves.</summary>
[CollectionDefinition(nameof(OneCluster), DisableParallelization = true)]
public sealed class OneCluster : ICollectionFixture<RunningCluster>;
