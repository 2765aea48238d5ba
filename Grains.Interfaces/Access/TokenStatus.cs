namespace OrleansOps.Access;

/// <summary>What a check of a token found. On the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.TokenStatus")]
public enum TokenStatus
{
    Valid = 0,

    /// <summary>No such token, or a wrong secret: the caller is not told which.</summary>
    Wrong = 1,

    Expired = 2,

    Revoked = 3,

    /// <summary>A join token whose uses are used up.</summary>
    UsedUp = 4,
}
