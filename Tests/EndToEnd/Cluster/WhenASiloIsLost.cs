using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

[Collection(nameof(OneCluster))]
public sealed class WhenASiloIsLost(RunningCluster cluster, ITestOutputHelper output)
{
    [Fact]
    public Task KilledTheOthersTakeItsWork() => cluster.Survives(ClusterFaults.KillSilo, output);

    [Fact]
    public Task AllOfThemTheyGoOnWhenTheyAreBack() => cluster.Survives(ClusterFaults.KillAllSilos, output);

    [Fact]
    public Task EveryOneInTurnEndsInOrderWithAThousandTasksRunning() => cluster.Survives(ClusterFaults.RollSilos, output);
}
