namespace OrleansOps.Agents;

/// <summary>What an operator changes of an agent.</summary>
/// <param name="Name">Its new name; null: as it is.</param>
/// <param name="Labels">Labels that are set, or taken away where the value is null; others stay.</param>
/// <param name="By">Who asks, for the events.</param>
/// <param name="Slots">How many tasks it runs at once, at most; 0: as many as its agent says. Null: as it is.</param>
/// <param name="Throttle">Whether it runs fewer at once while it is under load; null: as it is.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentEdit")]
public sealed record AgentEdit(
    [property: Id(0)] string? Name,
    [property: Id(1)] IReadOnlyDictionary<string, string?> Labels,
    [property: Id(2)] string By,
    [property: Id(3)] int? Slots = null,
    [property: Id(4)] bool? Throttle = null);
