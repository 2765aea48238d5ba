namespace OrleansOps.Agents;

/// <summary>Why a host runs fewer tasks at once than it has slots for.</summary>
/// <param name="Cause">What it is short of.</param>
/// <param name="Percent">How much of that was in use when it was last found to be too much.</param>
[GenerateSerializer, Immutable, Alias("ops.HostPressure")]
public sealed record HostPressure([property: Id(0)] PressureCause Cause, [property: Id(1)] int Percent)
{
    public override string ToString() => $"{(Cause == PressureCause.Cpu ? "CPU" : "memory")} {Percent} %";
}
