namespace OrleansOps.Tasks;

/// <summary>An entry for one of the event streams that other systems read.</summary>
/// <param name="Number">From 1 for each task: the same number is never published twice.</param>
/// <param name="Stream">Name of the stream.</param>
/// <param name="MaxLength">About how many entries the stream keeps.</param>
public sealed record NumberedEvent(long Number, string Stream, int MaxLength, IReadOnlyList<KeyValuePair<string, string>> Fields);
