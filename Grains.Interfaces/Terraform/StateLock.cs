namespace OrleansOps.Terraform;

/// <summary>Who has a workspace locked. What Terraform's client says of itself is kept as it said it, to be shown to the next one.</summary>
[GenerateSerializer, Immutable, Alias("ops.StateLock")]
public sealed record StateLock
{
    /// <summary>Chosen by the client; whoever says it is the holder.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What the client is about to do, such as OperationTypeApply.</summary>
    [Id(1)] public string Operation { get; init; } = "";

    [Id(2)] public string Info { get; init; } = "";

    /// <summary>User and host, as the client says.</summary>
    [Id(3)] public string Who { get; init; } = "";

    /// <summary>Of the client.</summary>
    [Id(4)] public string ClientVersion { get; init; } = "";

    /// <summary>When the client made it, as it wrote that.</summary>
    [Id(5)] public string Created { get; init; } = "";

    [Id(6)] public string Path { get; init; } = "";

    /// <summary>By our clock.</summary>
    [Id(7)] public DateTimeOffset TakenAt { get; init; }

    /// <summary>Name of the token that took it.</summary>
    [Id(8)] public required string By { get; init; }

    [Id(9)] public required string ById { get; init; }
}
