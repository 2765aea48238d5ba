namespace OrleansOps.Api;

/// <summary>Whether a host is there.</summary>
public enum AgentState
{
    /// <summary>Enrolled, and not seen yet.</summary>
    Never,

    Online,

    Offline,
}
