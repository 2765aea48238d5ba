namespace OrleansOps.Secrets;

/// <summary>What a secret is to be.</summary>
[GenerateSerializer, Immutable, Alias("ops.SecretSpec")]
public sealed record SecretSpec
{
    /// <summary>Its sealed value; null: as before.</summary>
    [Id(0)] public byte[]? Value { get; init; }

    /// <summary>Which key sealed it.</summary>
    [Id(1)] public required string Key { get; init; }

    /// <summary>Which hosts' tasks may use it; null: as before.</summary>
    [Id(2)] public string? On { get; init; }

    /// <summary>Name of the token that asks for it.</summary>
    [Id(3)] public required string By { get; init; }

    [Id(4)] public required string ById { get; init; }
}
