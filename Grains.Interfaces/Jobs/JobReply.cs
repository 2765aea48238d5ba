using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

/// <summary>What became of a submission.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobReply")]
public sealed record JobReply([property: Id(0)] SubmitStatus Status, [property: Id(1)] JobView Job);
