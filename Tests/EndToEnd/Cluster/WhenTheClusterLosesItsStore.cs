using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

[Collection(nameof(OneCluster))]
public sealed class WhenTheClusterLosesItsStore(RunningCluster cluster, ITestOutputHelper output)
{
    [Fact]
    public Task KilledItGoesOnWithWhatItHad() => cluster.Survives(ClusterFaults.KillRedis, output);

    [Fact]
    public Task FrozenForTenSecondsItTakesNothingWithIt() => cluster.Survives(ClusterFaults.FreezeRedis, output);
}
