namespace OrleansOps.Jobs;

/// <summary>What became of an operator's word to a job.</summary>
/// <param name="Fits">False: as the job stands it means nothing, and nothing was changed.</param>
[GenerateSerializer, Immutable, Alias("ops.JobChange")]
public sealed record JobChange([property: Id(0)] bool Fits, [property: Id(1)] JobView Job);
