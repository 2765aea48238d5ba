namespace OrleansOps.Terraform;

/// <summary>What can be said of a phase alone.</summary>
public static class RunPhases
{
    /// <summary>Nothing more will happen to the run.</summary>
    public static bool IsTerminal(this RunPhase phase) => phase >= RunPhase.Applied;

    /// <summary>A task of it is under way on its host.</summary>
    public static bool IsOnHost(this RunPhase phase) => phase is RunPhase.Planning or RunPhase.Applying;
}
