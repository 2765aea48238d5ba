namespace OrleansOps.Access;

/// <summary>A token to be. The server keeps the hash of its secret alone.</summary>
[GenerateSerializer, Immutable, Alias("ops.TokenSpec")]
public sealed record TokenSpec
{
    [Id(0)] public required TokenKind Kind { get; init; }

    /// <summary>Shown in lists and written beside what the token does.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    [Id(2)] public required byte[] SecretHash { get; init; }

    /// <summary>Null: until revoked.</summary>
    [Id(3)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many agents may enrol with a join token.</summary>
    [Id(4)] public int Uses { get; init; }

    /// <summary>Labels that a join token gives to the agents that enrol with it.</summary>
    [Id(5)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The agent whose token it is.</summary>
    [Id(6)] public string? AgentId { get; init; }

    /// <summary>Name of the token that made it; null where a gateway did at its start.</summary>
    [Id(7)] public string? CreatedBy { get; init; }

    [Id(8)] public string? CreatedById { get; init; }

    /// <summary>The one agent that a join token enrols again; null where it makes new ones.</summary>
    [Id(9)] public string? ForAgentId { get; init; }

    /// <summary>What hosts say of themselves by labels counts as if the join token gave it.</summary>
    [Id(10)] public bool TrustHostLabels { get; init; }
}
