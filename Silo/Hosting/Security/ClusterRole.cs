namespace OrleansOps.Hosting;

/// <summary>
/// What a process is in its cluster. A certificate says it by its extended key usage, so that one stolen from a gateway makes nobody a silo:
/// a silo's is for servers and clients, a gateway's for clients alone.
/// </summary>
internal enum ClusterRole
{
    /// <summary>Connects to silos, and is connected to by nobody.</summary>
    Gateway,

    Silo,
}
