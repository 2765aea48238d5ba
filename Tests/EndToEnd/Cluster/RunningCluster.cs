using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

/// <summary>Three silos, two gateways and five agents; a fault finds it whole and leaves it whole.</summary>
public sealed class RunningCluster : IAsyncLifetime
{
    private FaultyCluster? _cluster;

    public async Task InitializeAsync() => _cluster = await FaultyCluster.Start();

    public async Task DisposeAsync() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);

    internal FaultyCluster Whole => _cluster!;

    internal Task Survives(ClusterFault fault, ITestOutputHelper output) => _cluster!.Survives(fault, output);
}
