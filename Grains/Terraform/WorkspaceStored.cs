namespace OrleansOps.Terraform;

/// <summary>What became of a workspace that was to be stored.</summary>
public enum WorkspaceStored
{
    Done = 0,

    /// <summary>There are as many as are kept; nothing was done.</summary>
    Full = 1,

    /// <summary>Not all parts of the content are there; nothing was done.</summary>
    ContentGone = 2,
}
