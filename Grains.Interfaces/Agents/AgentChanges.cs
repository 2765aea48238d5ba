namespace OrleansOps.Agents;

/// <summary>Agents that stand differently than before.</summary>
/// <param name="Cursor">Asks for what comes after this.</param>
/// <param name="IsWhole">False if changes in between are not known any more: the list must be read again.</param>
/// <param name="Agents">As they stand now, each at most once.</param>
/// <param name="Gone">Ids of those that were removed.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentChanges")]
public sealed record AgentChanges(
    [property: Id(0)] string Cursor,
    [property: Id(1)] bool IsWhole,
    [property: Id(2)] IReadOnlyList<AgentView> Agents,
    [property: Id(3)] IReadOnlyList<string> Gone);
