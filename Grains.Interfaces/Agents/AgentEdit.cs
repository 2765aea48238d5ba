namespace OrleansOps.Agents;

/// <summary>What an operator changes of an agent.</summary>
/// <param name="Name">Its new name; null: as it is.</param>
/// <param name="Labels">Labels that are set, or taken away where the value is null; others stay.</param>
/// <param name="By">Who asks, for the events.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentEdit")]
public sealed record AgentEdit(
    [property: Id(0)] string? Name,
    [property: Id(1)] IReadOnlyDictionary<string, string?> Labels,
    [property: Id(2)] string By);
