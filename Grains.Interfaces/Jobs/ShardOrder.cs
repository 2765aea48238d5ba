namespace OrleansOps.Jobs;

/// <summary>What a shard of a job may do from now on.</summary>
/// <param name="Round">The round that is meant; a shard in another one does nothing.</param>
/// <param name="Allowed">Up to how many of its hosts of this round may have their turn; with less than before no other gets one, and none is taken back.</param>
/// <param name="StoppedBy">Who ended the job: what runs is cancelled, and no host gets its turn. Null: nobody.</param>
[GenerateSerializer, Immutable, Alias("ops.ShardOrder")]
public sealed record ShardOrder([property: Id(0)] int Round, [property: Id(1)] int Allowed, [property: Id(2)] string? StoppedBy = null);
