namespace OrleansOps.Tasks;

/// <summary>What came of a submission, and the task as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.SubmitReply")]
public sealed record SubmitReply([property: Id(0)] SubmitStatus Status, [property: Id(1)] TaskView Task);
