using System.Globalization;
using OrleansOps.Simulation.World;

namespace OrleansOps.Simulation;

/// <summary>One line about one seed: <c>SEED FINGERPRINT STEPS FAULTS[|BROKEN]</c>.</summary>
internal static class SeedReport
{
    public static string Of(SimulatedWorld world, int seed)
    {
        var faults = string.Join(',', world.Faults.Counts.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault.Key}={fault.Value}")));
        var broken = world.Promises.Broken is { } how ? $"|{how.ReplaceLineEndings(" / ")}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{seed} {world.Scheduler.Fingerprint:x16} {world.Scheduler.Steps} {faults}{broken}");
    }
}
