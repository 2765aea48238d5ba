namespace OrleansOps.Api;

/// <summary>Which host.</summary>
public sealed record AgentName(string Id, string Name);
