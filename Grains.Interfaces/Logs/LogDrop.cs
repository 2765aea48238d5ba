namespace OrleansOps.Logs;

/// <summary>Output that the log lacks at one place of one stream. It counts as one record.</summary>
/// <param name="Bytes">How many bytes, 1 or more.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("ops.LogDrop")]
public sealed record LogDrop(
    [property: Id(0)] long Bytes,
    [property: Id(1)] LogDropReason Reason);
