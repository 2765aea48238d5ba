namespace OrleansOps.Workflows;

/// <summary>A workflow on its way to the store.</summary>
public sealed record WorkflowEntry(string Id, WorkflowState State)
{
    /// <summary>What lists show of it.</summary>
    public WorkflowSummary Summary => State.Summary(Id);
}
