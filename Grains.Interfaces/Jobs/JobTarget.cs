namespace OrleansOps.Jobs;

/// <summary>A host of a job that is submitted.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobTarget")]
public sealed record JobTarget([property: Id(0)] string AgentId, [property: Id(1)] string Name);
