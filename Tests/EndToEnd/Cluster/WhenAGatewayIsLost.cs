using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

[Collection(nameof(OneCluster))]
public sealed class WhenAGatewayIsLost(RunningCluster cluster, ITestOutputHelper output)
{
    [Fact]
    public Task KilledItsAgentsGoToTheOther() => cluster.Survives(ClusterFaults.KillGateway, output);

    [Fact]
    public Task EveryOneInTurnEndsInOrder() => cluster.Survives(ClusterFaults.RollGateways, output);
}
