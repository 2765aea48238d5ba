namespace OrleansOps.Terraform;

/// <summary>How it stands with a lock after somebody wanted something of it.</summary>
[GenerateSerializer, Alias("ops.LockStatus")]
public enum LockStatus
{
    /// <summary>The caller has it.</summary>
    Held = 0,

    /// <summary>Nobody has it.</summary>
    Free = 1,

    /// <summary>Somebody else has it, or another one than was named is held; nothing was changed.</summary>
    Locked = 2,

    /// <summary>There is no such workspace, or it was not locked.</summary>
    Unknown = 3,

    /// <summary>There are as many workspaces as are kept.</summary>
    Full = 4,

    /// <summary>Runs of it are open; nothing was changed.</summary>
    HasRuns = 5,
}
