using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansOps.Lifetime;

namespace OrleansOps.Health;

/// <summary>Says now and then that this silo runs, and what it has in memory. It asks itself only: whoever looks must not wait for a silo that stands still.</summary>
internal sealed partial class SiloReportLoop(
    IGrainFactory grains, ILocalSiloDetails self, CallRate calls, TimeProvider time, ILogger<SiloReportLoop> logger) : BackgroundService
{
    private const string Ours = "OrleansOps.";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IProcessesGrain>(0).ReportSilo(await Report());
            }
            catch (Exception failed)   // the cluster is changing, or stops: it is said again in a moment
            {
                LogUntold(failed);
            }

            await Task.Delay(Reports.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<SiloReport> Report()
    {
        var counts = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics([self.SiloAddress]);
        return new SiloReport(
            self.SiloAddress.ToParsableString(), ServerVersion.Text, Environment.WorkingSet, calls.PerSecond(),
            [.. counts.GroupBy(count => ShortName(count.GrainType), StringComparer.Ordinal).Select(kind => new GrainStatistics(kind.Key, kind.Sum(count => count.ActivationCount)))]);
    }

    /// <summary>Orleans gives the whole name of the type, with its assembly; of ours the last part says enough.</summary>
    private static string ShortName(string type)
    {
        var name = type.Split(',')[0];
        return name.StartsWith(Ours, StringComparison.Ordinal) ? name[(name.LastIndexOf('.') + 1)..] : name;
    }

    [LoggerMessage(3031, LogLevel.Debug, "This silo's figures could not be told now")]
    private partial void LogUntold(Exception error);
}
