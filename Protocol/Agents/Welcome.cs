namespace OrleansOps.Protocol;

/// <summary>The session is open.</summary>
/// <param name="Epoch">Number of this session; higher than any before it for this agent.</param>
/// <param name="NextHeartbeatMs">Milliseconds until the first heartbeat is wanted.</param>
/// <param name="WindowBytes">Output the agent may have under way and unacknowledged.</param>
/// <param name="ServerVersion">Version of the gateway's program.</param>
public sealed record Welcome(long Epoch, int NextHeartbeatMs, int WindowBytes, string ServerVersion);
