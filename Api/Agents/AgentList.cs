namespace OrleansOps.Api;

/// <summary>One page of hosts, by name; nextCursor gives the page after it.</summary>
public sealed record AgentList(IReadOnlyList<AgentView> Items, string? NextCursor);
