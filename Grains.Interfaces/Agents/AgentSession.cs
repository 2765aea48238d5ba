namespace OrleansOps.Agents;

/// <summary>A session is open.</summary>
/// <param name="Epoch">Its number; the gateway stamps every report of this connection with it.</param>
/// <param name="Heartbeat">When the first heartbeat is wanted.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentSession")]
public sealed record AgentSession([property: Id(0)] long Epoch, [property: Id(1)] TimeSpan Heartbeat);
