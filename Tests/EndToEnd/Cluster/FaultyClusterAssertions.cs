using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

internal static class FaultyClusterAssertions
{
    /// <summary>Nothing is lost, doubled or out of order, nothing is answered with 500, and everybody is served again. How long they waited is printed.</summary>
    public static async Task Survives(this FaultyCluster cluster, ClusterFault fault, ITestOutputHelper output)
    {
        var report = await cluster.Through(fault);
        output.WriteLine(report.ToString());
        Assert.True(report.Load.Verdict.IsKept, $"{report}\n{report.Load.Verdict}");
    }
}
