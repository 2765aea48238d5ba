namespace OrleansOps.Secrets;

/// <summary>What is said of a stored secret: everything but its value.</summary>
[GenerateSerializer, Immutable, Alias("ops.SecretView")]
public sealed record SecretView
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>Which hosts' tasks may use it: an expression (<see cref="Jobs.HostExpression"/>).</summary>
    [Id(1)] public required string On { get; init; }

    /// <summary>How often its value was set, from 1.</summary>
    [Id(2)] public required int Version { get; init; }

    /// <summary>Which key seals it: says whether that is the one that seals now, and nothing of the key itself.</summary>
    [Id(3)] public required string Key { get; init; }

    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(5)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Name of the token that changed it last.</summary>
    [Id(6)] public required string By { get; init; }

    [Id(7)] public required string ById { get; init; }
}
