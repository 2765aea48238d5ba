namespace OrleansOps.Protocol;

/// <summary>Values are on the wire: add at the end, never renumber.</summary>
public enum GoodbyeCode
{
    /// <summary>The gateway stops. Connect again.</summary>
    ShuttingDown = 0,

    /// <summary>
    /// Another connection speaks for this agent. Wait long before trying again, unless a time is given: two agents share one identity.
    /// </summary>
    Superseded = 1,

    /// <summary>The agent's credential is no longer valid. Enrol again.</summary>
    Revoked = 2,

    /// <summary>The agent broke a rule of the protocol; the reason says which.</summary>
    ProtocolError = 3,

    /// <summary>The agent does not read what it is sent.</summary>
    TooSlow = 4,
}
