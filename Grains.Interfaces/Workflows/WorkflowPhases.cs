namespace OrleansOps.Workflows;

/// <summary>What can be said of a workflow's phase alone.</summary>
public static class WorkflowPhases
{
    /// <summary>Nothing more will happen to the workflow, unless it is run again.</summary>
    public static bool IsTerminal(this WorkflowPhase phase) => phase >= WorkflowPhase.Succeeded;
}
