namespace OrleansOps.Cli;

/// <summary>Why a host is to get no new tasks; null: nobody said.</summary>
internal sealed record DrainAgent(string? Reason);
