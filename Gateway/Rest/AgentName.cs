namespace OrleansOps.Rest;

/// <summary>Which agent.</summary>
internal sealed record AgentName(string Id, string Name);
