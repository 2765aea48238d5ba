using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace OrleansOps.Metrics;

/// <summary>What .NET's own meter does not say of the process.</summary>
internal sealed class ProcessMeter(IMeterFactory meters) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create("OrleansOps.Process").CreateObservableGauge(
            "ops.process.memory.limit", () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, unit: "By", description: "Memory that the process may have: of its container, or of the machine");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
