namespace OrleansOps.Terraform;

/// <summary>What became of a run that was submitted.</summary>
[GenerateSerializer, Alias("ops.RunStatus")]
public enum RunStatus
{
    Created = 0,

    /// <summary>It was there already.</summary>
    Repeated = 1,

    /// <summary>There is another run of this id.</summary>
    Conflict = 2,

    /// <summary>As many runs of the workspace are open as may be.</summary>
    TooMany = 3,

    /// <summary>There are as many workspaces as are kept.</summary>
    Full = 4,
}
