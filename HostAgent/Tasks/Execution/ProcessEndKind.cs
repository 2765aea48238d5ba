namespace OrleansOps.HostAgent.Tasks;

internal enum ProcessEndKind
{
    /// <summary>The root's exit code or signal is known.</summary>
    Known,

    /// <summary>No process came to be.</summary>
    NeverStarted,

    /// <summary>It ran, and nobody saw how it ended.</summary>
    Unseen,
}
