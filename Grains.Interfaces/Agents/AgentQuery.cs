namespace OrleansOps.Agents;

/// <summary>Which agents to list, by name. A null filter lets everything through.</summary>
[GenerateSerializer, Immutable, Alias("ops.AgentQuery")]
public sealed record AgentQuery
{
    [Id(0)] public AgentPresence? Presence { get; init; }

    [Id(1)] public KeyValuePair<string, string>? Label { get; init; }

    /// <summary>A part of the name.</summary>
    [Id(2)] public string? Name { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(3)] public int Limit { get; init; } = 100;

    [Id(4)] public string? Cursor { get; init; }
}
