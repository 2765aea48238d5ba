using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

/// <summary>Three silos, two gateways and five agents; a fault finds it whole and leaves it whole.</summary>
public sealed class RunningCluster : IAsyncLifetime
{
    private FaultyCluster? _cluster;

    public async Task InitializeAsync() => _cluster = await FaultyCluster.Start();

    public async Task DisposeAsync() => await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);

    /// <summary>Nothing is lost, doubled or out of order, nothing is answered with 500, and everybody is served again. How long they waited is printed.</summary>
    internal async Task Survives(ClusterFault fault, ITestOutputHelper output)
    {
        var report = await _cluster!.Through(fault);
        output.WriteLine(report.ToString());
        Assert.True(report.Load.Verdict.IsKept, $"{report}\n{report.Load.Verdict}");
    }
}
