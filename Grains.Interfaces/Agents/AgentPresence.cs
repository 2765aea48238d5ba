namespace OrleansOps.Agents;

/// <summary>Whether an agent is there. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.AgentPresence")]
public enum AgentPresence
{
    /// <summary>Enrolled, and not seen yet.</summary>
    Never = 0,

    Online = 1,

    Offline = 2,
}
