namespace OrleansOps.Workflows;

/// <summary>What became of an operator's word to a workflow.</summary>
/// <param name="Fits">False: as the workflow stands it means nothing, and nothing was changed.</param>
[GenerateSerializer, Immutable, Alias("ops.WorkflowChange")]
public sealed record WorkflowChange([property: Id(0)] bool Fits, [property: Id(1)] WorkflowView Workflow);
