namespace OrleansOps.Agents;

/// <summary>What a host is short of. Add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.PressureCause")]
public enum PressureCause
{
    Cpu = 0,
    Memory = 1,
}
