namespace OrleansOps.Tasks;

/// <summary>Tasks that stand differently than before.</summary>
/// <param name="Cursor">Asks for what comes after this.</param>
/// <param name="IsWhole">False if changes in between are not known any more: the lists must be read again.</param>
/// <param name="Tasks">As they stand now, each at most once.</param>
/// <param name="Gone">Ids of those that were removed.</param>
[GenerateSerializer, Immutable, Alias("ops.TaskChanges")]
public sealed record TaskChanges(
    [property: Id(0)] string Cursor,
    [property: Id(1)] bool IsWhole,
    [property: Id(2)] IReadOnlyList<TaskSummary> Tasks,
    [property: Id(3)] IReadOnlyList<string> Gone);
