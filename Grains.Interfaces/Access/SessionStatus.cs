namespace OrleansOps.Access;

/// <summary>What a check of a browser's session found. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.SessionStatus")]
public enum SessionStatus
{
    Valid = 0,

    /// <summary>No such session, or a wrong secret: the caller is not told which.</summary>
    Wrong = 1,

    /// <summary>It was not used for too long, or is too old.</summary>
    Expired = 2,

    /// <summary>The token that opened it was revoked or has expired.</summary>
    TokenGone = 3,
}
