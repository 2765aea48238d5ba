using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Agents;

/// <summary>Says how the host is doing.</summary>
internal interface IHostSampler
{
    /// <param name="running">Tasks that run.</param>
    /// <param name="waiting">Tasks that wait for a slot.</param>
    /// <param name="unsentBytes">Output that is not stored yet.</param>
    Heartbeat Sample(int running, int waiting, long unsentBytes);
}
