namespace OrleansOps.Terraform;

/// <summary>What became of somebody's word about a run.</summary>
/// <param name="Fits">False: as the run stood it meant nothing, and nothing was done.</param>
/// <param name="Run">As it stands now.</param>
[GenerateSerializer, Immutable, Alias("ops.RunChange")]
public sealed record RunChange([property: Id(0)] bool Fits, [property: Id(1)] RunView Run);
