namespace OrleansOps.Jobs;

/// <summary>How a shard of a job stands; all of it is stored.</summary>
[GenerateSerializer, Immutable, Alias("ops.ShardReport")]
public sealed record ShardReport
{
    [Id(0)] public required int Round { get; init; }

    /// <summary>Its hosts that are in this round. They have their turns in the order of their numbers.</summary>
    [Id(1)] public required JobCounts InRound { get; init; }

    /// <summary>Its hosts that are not.</summary>
    [Id(2)] public required JobCounts Others { get; init; }

    /// <summary>Up to how many of this round may have their turn, as the shard was told last.</summary>
    [Id(3)] public int Allowed { get; init; }

    /// <summary>It was told to have cancelled what runs.</summary>
    [Id(5)] public bool IsStopping { get; init; }

    /// <summary>Raised with every write: of two reports this one is the newer.</summary>
    [Id(4)] public required long Version { get; init; }

    public JobCounts Counts => InRound + Others;
}
