namespace OrleansOps.Logs;

/// <summary>The names that readers outside know a task's output by.</summary>
public sealed record LogOrigin(string AgentName, string ExecutionId, string HostId, TimeSpan? Keep = null);
