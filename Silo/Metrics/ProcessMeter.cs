using System.Diagnostics.Metrics;

namespace OrleansOps.Metrics;

/// <summary>What .NET's own meter does not say of the process.</summary>
internal static class ProcessMeter
{
    private static readonly Meter Meter = new("OrleansOps.Process");

    private static readonly ObservableGauge<long> MemoryLimit = Meter.CreateObservableGauge(
        "ops.process.memory.limit", () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, unit: "By", description: "Memory that the process may have: of its container, or of the machine");

    /// <summary>Has it measured from here on.</summary>
    public static void Begin() => _ = MemoryLimit;
}
