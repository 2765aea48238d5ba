namespace OrleansOps.Tasks;

/// <summary>To whom a task is given, and what it is known by.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskAssignment")]
public sealed record TaskAssignment(
    [property: Id(0)] string AgentId,
    [property: Id(1)] string AgentName,
    [property: Id(2)] int Attempt,
    [property: Id(3)] IReadOnlyDictionary<string, string> Labels,
    [property: Id(4)] string? TraceParent = null,
    [property: Id(5)] TimeSpan? Keep = null);
