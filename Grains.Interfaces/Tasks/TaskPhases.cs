namespace OrleansOps.Tasks;

/// <summary>What can be said of a phase alone.</summary>
public static class TaskPhases
{
    /// <summary>Nothing more will happen to the task.</summary>
    public static bool IsTerminal(this TaskPhase phase) => phase >= TaskPhase.Succeeded;
}
