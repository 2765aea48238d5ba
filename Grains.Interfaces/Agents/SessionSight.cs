namespace OrleansOps.Agents;

/// <summary>What an agent's grain knows of a task that it thinks is not on the agent.</summary>
/// <param name="Number">Of the newest session.</param>
/// <param name="IsRid">The agent is connected, said at the beginning of this session what it holds, and did not name the task.</param>
[GenerateSerializer, Immutable, Alias("ops.SessionSight")]
public readonly record struct SessionSight([property: Id(0)] long Number, [property: Id(1)] bool IsRid);
