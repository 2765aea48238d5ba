namespace OrleansOps.Protocol;

/// <summary>The gateway sets the pace.</summary>
/// <param name="NextHeartbeatMs">Milliseconds until the next heartbeat is wanted.</param>
public sealed record HeartbeatReply(int NextHeartbeatMs);
