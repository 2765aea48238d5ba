namespace OrleansOps.Rest;

/// <summary>Whether an agent is there.</summary>
internal enum AgentState
{
    /// <summary>Enrolled, and not seen yet.</summary>
    Never,

    Online,

    Offline,
}
