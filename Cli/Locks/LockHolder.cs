namespace OrleansOps.Cli;

/// <summary>The task that has a lock.</summary>
/// <param name="Phase">How it stands; null in lists, and where there is no such task any more.</param>
internal sealed record LockHolder(string Task, AgentRef Agent, DateTimeOffset Since, string? Phase = null);
