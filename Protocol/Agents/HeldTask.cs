namespace OrleansOps.Protocol;

/// <summary>A task in the agent's journal.</summary>
public sealed record HeldTask(string TaskId, int Attempt, HeldPhase Phase);
