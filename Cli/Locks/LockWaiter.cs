namespace OrleansOps.Cli;

/// <summary>A task that waits for a lock.</summary>
internal sealed record LockWaiter(string Task, AgentRef Agent, DateTimeOffset SubmittedAt);
