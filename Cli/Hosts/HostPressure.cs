namespace OrleansOps.Cli;

/// <summary>Why a host runs fewer tasks at once than it has slots for.</summary>
/// <param name="Cause">cpu, memory, or what a newer server knows.</param>
internal sealed record HostPressure(string Cause, int Percent)
{
    public override string ToString() => $"{(Cause is "cpu" ? "CPU" : Cause)} {Show.Number(Percent)} %";
}
