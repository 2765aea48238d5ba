namespace OrleansOps.Jobs;

/// <summary>A job as it is stored, but for its hosts. Never changed in place: a write that fails leaves what was there.</summary>
[GenerateSerializer, Immutable, Alias("ops.JobState")]
public sealed record JobState
{
    /// <summary>Null where there is no job.</summary>
    [Id(0)] public JobSpec? Spec { get; init; }

    [Id(1)] public JobPhase Phase { get; init; }

    [Id(2)] public Said? Reason { get; init; }

    /// <summary>How many hosts it has.</summary>
    [Id(3)] public int Hosts { get; init; }

    /// <summary>From 1.</summary>
    [Id(4)] public int Round { get; init; }

    /// <summary>How many hosts of each shard are in this round.</summary>
    [Id(5)] public IReadOnlyList<int> RoundSizes { get; init; } = [];

    /// <summary>The batch that runs, from 0.</summary>
    [Id(6)] public int Batch { get; init; }

    /// <summary>Hosts of this round that had not succeeded when that batch began.</summary>
    [Id(7)] public int Unsuccessful { get; init; }

    [Id(8)] public int MaxConcurrent { get; init; }

    [Id(9)] public DateTimeOffset SubmittedAt { get; init; }

    [Id(10)] public DateTimeOffset? EndedAt { get; init; }

    [Id(11)] public long Version { get; init; }

    /// <summary>Who ended it, while it is being ended and afterwards.</summary>
    [Id(12)] public string? StoppedBy { get; init; }

    /// <summary>How its hosts stood when this was written.</summary>
    [Id(13)] public JobCounts Counts { get; init; } = JobCounts.None;

    /// <summary>A round that its shards are being taken into; 0: none.</summary>
    [Id(14)] public int Entering { get; init; }

    /// <summary>Which hosts that round is for.</summary>
    [Id(15)] public JobRetry EnteringWhich { get; init; }

    /// <summary>Values of variables that its hosts have beside those of its spec, in the round that it is in or is being taken into; null: none.</summary>
    [Id(16)] public IReadOnlyDictionary<string, string>? Inputs { get; init; }

    public int InRound => RoundSizes.Sum();
}
