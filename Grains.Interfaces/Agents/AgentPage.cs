namespace OrleansOps.Agents;

/// <summary>One page of a list.</summary>
[GenerateSerializer, Immutable, Alias("ops.AgentPage")]
public sealed record AgentPage([property: Id(0)] IReadOnlyList<AgentView> Items, [property: Id(1)] string? NextCursor);
