namespace OrleansOps.Protocol;

/// <summary>How a process's disk input and output is served. The numbers are the kernel's.</summary>
public enum IoClass
{
    /// <summary>Before all others; only root may ask for it.</summary>
    Realtime = 1,

    /// <summary>As everybody's.</summary>
    BestEffort = 2,

    /// <summary>When nobody else wants any.</summary>
    Idle = 3,
}
