namespace OrleansOps.Agents;

/// <summary>A session is open; or it is not, and <see cref="Refusal"/> says why.</summary>
/// <param name="Epoch">Its number; the gateway stamps every report of this connection with it.</param>
/// <param name="Heartbeat">When the first heartbeat is wanted.</param>
[GenerateSerializer, Immutable, Alias("ops.AgentSession")]
public sealed record AgentSession([property: Id(0)] long Epoch, [property: Id(1)] TimeSpan Heartbeat)
{
    /// <summary>Null where the session is open.</summary>
    [Id(2)] public AgentRefusal? Refusal { get; init; }

    public static AgentSession Refused(AgentRefusal refusal) => new(0, TimeSpan.Zero) { Refusal = refusal };
}
