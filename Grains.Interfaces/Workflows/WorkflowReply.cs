using OrleansOps.Tasks;

namespace OrleansOps.Workflows;

/// <summary>What became of a submission.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkflowReply")]
public sealed record WorkflowReply([property: Id(0)] SubmitStatus Status, [property: Id(1)] WorkflowView Workflow);
