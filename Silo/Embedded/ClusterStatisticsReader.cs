using System.Diagnostics;
using System.Globalization;
using Orleans.Hosting.Embedded;
using OrleansOps.Health;

namespace OrleansOps;

/// <summary>The one silo that there is, in this process.</summary>
internal sealed class ClusterStatisticsReader(IActivationStatistics activations) : IClusterStatistics
{
    private readonly DateTimeOffset _since = Started();

    public Task<ClusterStatistics> Read()
    {
        var grains = activations.CountByClass().Select(count => new GrainStatistics(count.Key, count.Value)).OrderBy(grain => grain.Type, StringComparer.Ordinal).ToArray();
        var silo = new SiloStatistics(
            Environment.MachineName, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}"), "Active", _since, grains.Sum(grain => grain.Activations));
        return Task.FromResult(new ClusterStatistics([silo], grains));
    }

    private static DateTimeOffset Started()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime).ToUniversalTime();
    }
}
