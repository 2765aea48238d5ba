namespace OrleansOps.Terraform;

/// <summary>A workspace as lists show it.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkspaceSummary")]
public sealed record WorkspaceSummary
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Null: nothing was written yet.</summary>
    [Id(1)] public StateVersion? Newest { get; init; }

    [Id(2)] public required int Versions { get; init; }

    [Id(3)] public StateLock? Lock { get; init; }

    [Id(4)] public required DateTimeOffset ChangedAt { get; init; }
}
