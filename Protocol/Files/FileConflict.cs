namespace OrleansOps.Protocol;

/// <summary>What happens where a file of that name is there already. Values are on the wire: add at the end, never renumber.</summary>
public enum FileConflict
{
    /// <summary>The new one takes its place.</summary>
    Overwrite = 0,

    /// <summary>It stays, and the task succeeds.</summary>
    Keep = 1,

    /// <summary>It stays, and the task fails.</summary>
    Fail = 2,
}
