using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

/// <summary>The shape of two nodes, each a gateway with a silo inside.</summary>
[Collection(nameof(Alone))]
public sealed class WhenAGatewayWithASiloStandsStill(ITestOutputHelper output)
{
    [Fact]
    public async Task TheOtherTakesItsGrainsAndItsAgents()
    {
        await using var cluster = await FaultyCluster.Start(new InstallationShape { Gateways = 2, Fsync = "always" });

        await cluster.Survives(ClusterFaults.FreezeGatewayWithSilo, output);
    }
}
