namespace OrleansOps.Terraform;

/// <summary>What became of a state that was written.</summary>
[GenerateSerializer, Alias("ops.StateWriteStatus")]
public enum StateWriteStatus
{
    /// <summary>It is the newest version.</summary>
    Stored = 0,

    /// <summary>It is the newest version already; nothing was changed.</summary>
    Same = 1,

    /// <summary>Somebody else has the workspace locked.</summary>
    Locked = 2,

    /// <summary>It was written under a lock that nobody holds any more.</summary>
    LockLost = 3,

    /// <summary>It is of another lineage: the state of something else.</summary>
    WrongLineage = 4,

    /// <summary>The newest version has a later serial.</summary>
    SerialBehind = 5,

    /// <summary>The newest version has the same serial, and another content.</summary>
    SerialTaken = 6,

    /// <summary>There are as many workspaces as are kept.</summary>
    Full = 7,

    /// <summary>Its content is not in the store any more: it took too long to come.</summary>
    ContentGone = 8,
}
