namespace OrleansOps.Rest;

/// <summary>Whether a host is there.</summary>
internal enum AgentState
{
    /// <summary>Enrolled, and not seen yet.</summary>
    Never,

    Online,

    Offline,
}
