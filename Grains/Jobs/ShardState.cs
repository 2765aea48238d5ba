namespace OrleansOps.Jobs;

/// <summary>Some hosts of a job as they are stored. Never changed in place.</summary>
[GenerateSerializer, Immutable, Alias("ops.ShardState")]
public sealed record ShardState
{
    [Id(0)] public int Round { get; init; }

    /// <summary>Number of its first host.</summary>
    [Id(1)] public int First { get; init; }

    [Id(2)] public IReadOnlyList<ShardHost> Hosts { get; init; } = [];

    [Id(3)] public long Version { get; init; }
}
