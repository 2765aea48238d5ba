namespace OrleansOps.Rest;

/// <summary>Which host.</summary>
internal sealed record AgentName(string Id, string Name);
