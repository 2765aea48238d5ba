namespace OrleansOps.Api;

/// <summary>How a gateway or a silo is.</summary>
public enum ProcessState
{
    /// <summary>It starts.</summary>
    Joining,

    Active,

    /// <summary>It ends in order.</summary>
    Stopping,

    /// <summary>A member of the cluster that says nothing: it stands still, or is cut off.</summary>
    Silent,

    /// <summary>It is gone without having been replaced.</summary>
    Gone,

    /// <summary>The cluster does not answer. What is shown of it was so when it last did.</summary>
    Unknown,
}
