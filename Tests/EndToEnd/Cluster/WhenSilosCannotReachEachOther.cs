using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

/// <summary>Silos in network namespaces of their own. Takes root.</summary>
[Collection(nameof(Alone))]
public sealed class WhenSilosCannotReachEachOther(ITestOutputHelper output)
{
    [Fact]
    public async Task TwoOfThreeOneOfThemGoesOnAndTheOtherEnds()
    {
        await using var network = await SiloNetwork.Start(3);
        await using var cluster = await FaultyCluster.Start(new InstallationShape { Silos = 3, Gateways = 2, Fsync = "always", Network = network });

        await cluster.Survives(ClusterFaults.Partition(network), output);
    }
}
