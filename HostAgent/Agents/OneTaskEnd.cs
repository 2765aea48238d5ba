namespace OrleansOps.HostAgent.Agents;

/// <summary>How an agent that is for one task came to its end.</summary>
internal enum OneTaskEnd
{
    /// <summary>It had its task, everything of it is stored, and the host has left the fleet.</summary>
    Delivered = 0,

    /// <summary>It was told to end before it had one, and has left the fleet.</summary>
    WithoutTask = 1,

    /// <summary>The gateway could not be told all: that the host leaves, or how its task went.</summary>
    GaveUp = 2,
}
