namespace OrleansOps.Workflows;

/// <summary>What can be said of a step's phase alone.</summary>
public static class StepPhases
{
    /// <summary>Nothing more will happen to the step, unless the workflow is run again.</summary>
    public static bool IsTerminal(this StepPhase phase) => phase >= StepPhase.Succeeded;
}
