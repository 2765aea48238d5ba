namespace OrleansOps.Cli;

/// <summary>One host of a group.</summary>
internal sealed record JobGroupHost(int Number, AgentRef Agent, string? TaskId = null);
