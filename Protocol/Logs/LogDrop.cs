namespace OrleansOps.Protocol;

/// <summary>Output that the log lacks at one place of one stream.</summary>
/// <param name="Bytes">How many bytes, 1 or more.</param>
/// <param name="Reason">Why.</param>
public sealed record LogDrop(long Bytes, LogDropReason Reason);
