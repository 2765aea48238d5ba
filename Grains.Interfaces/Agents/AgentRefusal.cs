namespace OrleansOps.Agents;

/// <summary>Why a second process with an agent's identity is not let in.</summary>
/// <param name="Text">For the log of that process.</param>
/// <param name="RetryAfter">When it may ask again; null: not soon.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentRefusal")]
public sealed record AgentRefusal([property: Id(0)] Said Text, [property: Id(1)] TimeSpan? RetryAfter);
