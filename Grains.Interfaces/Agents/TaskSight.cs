namespace OrleansOps.Agents;

/// <summary>What an agent's grain knows of a task that should be on the agent. Times are measured: no clock that is set changes them.</summary>
/// <param name="IsThere">The agent is connected.</param>
/// <param name="For">
/// How long the agent has had this attempt, as far as this silo was there to see it, or how long the agent is away. Both count from anew
/// where the grain does. How long the agent is connected, if it is not known to have the attempt: calls may be overtaken, so that says little.
/// </param>
[GenerateSerializer, Immutable, Alias("ops.TaskSight")]
public readonly record struct TaskSight([property: Id(0)] bool IsThere, [property: Id(1)] TimeSpan For);
