namespace OrleansOps.Rest;

/// <summary>One page of hosts, by name; nextCursor gives the page after it.</summary>
internal sealed record AgentList(IReadOnlyList<AgentView> Items, string? NextCursor);
