using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

[Collection(nameof(OneCluster))]
public sealed class WhenASiloIsLost(RunningCluster cluster, ITestOutputHelper output)
{
    [Fact]
    public Task KilledTheOthersTakeItsWork() => cluster.Survives(ClusterFaults.KillSilo, output);

    [Fact]
    public Task TwoOfThreeTheThirdTakesTheirWork() => cluster.Survives(ClusterFaults.KillTwoSilos, output);

    [Fact]
    public Task FrozenForAMomentItGoesOn() => cluster.Survives(ClusterFaults.FreezeSiloBriefly, output);

    [Fact]
    public Task FrozenForFiveSecondsItIsGivenUpAndWhatItDoesLateChangesNothing() => cluster.Survives(ClusterFaults.FreezeSiloShortly, output);

    [Fact]
    public Task FrozenForTwentySecondsItIsGivenUpAndWhatItDoesLateChangesNothing() => cluster.Survives(ClusterFaults.FreezeSiloForLong, output);

    [Fact]
    public Task AllOfThemTheyGoOnWhenTheyAreBack() => cluster.Survives(ClusterFaults.KillAllSilos, output);

    [Fact]
    public Task EveryOneInTurnEndsInOrderWithAThousandTasksRunning() => cluster.Survives(ClusterFaults.RollSilos, output);
}
