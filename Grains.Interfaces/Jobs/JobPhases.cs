namespace OrleansOps.Jobs;

/// <summary>What can be said of a phase alone.</summary>
public static class JobPhases
{
    /// <summary>Nothing more will happen to the job, unless it is run again.</summary>
    public static bool IsTerminal(this JobPhase phase) => phase >= JobPhase.Succeeded;
}
