namespace OrleansOps.Tasks;

/// <summary>An entry for one of the event streams that other systems read.</summary>
/// <param name="Number">From 1 for each task: the same number is never published twice.</param>
/// <param name="Stream">Name of the stream.</param>
/// <param name="MaxLength">About how many entries the stream keeps.</param>
[GenerateSerializer, Immutable, Alias("ops.NumberedEvent")]
public sealed record NumberedEvent(
    [property: Id(0)] long Number,
    [property: Id(1)] string Stream,
    [property: Id(2)] int MaxLength,
    [property: Id(3)] IReadOnlyList<KeyValuePair<string, string>> Fields);
