namespace OrleansOps.Agents;

/// <summary>Why a connection is closed. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.CloseReason")]
public enum CloseReason
{
    ShuttingDown = 0,
    Superseded = 1,
    Revoked = 2,
    ProtocolError = 3,
    TooSlow = 4,
}
