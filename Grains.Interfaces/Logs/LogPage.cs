namespace OrleansOps.Logs;

/// <summary>Stored batches that follow one another, the first of which holds the record that was asked for.</summary>
/// <param name="Batches">May start before the record asked for; empty if there is nothing yet.</param>
/// <param name="NextSeq">Where the stored log ends now: the number of the next record to come.</param>
/// <param name="Mark">How far the newest attempt's log is stored; null if nothing of the log is.</param>
[GenerateSerializer, Immutable, Alias("ops.LogPage")]
public sealed record LogPage(
    [property: Id(0)] IReadOnlyList<StoredBatch> Batches,
    [property: Id(1)] long NextSeq,
    [property: Id(2)] LogMark? Mark);
