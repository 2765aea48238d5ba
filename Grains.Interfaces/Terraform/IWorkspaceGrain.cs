using Orleans.Concurrency;

namespace OrleansOps.Terraform;

/// <summary>
/// One Terraform workspace: which versions of its state there are, and who has it locked. Key: the workspace's id. The contents of states lie beside it,
/// sealed (<see cref="IStateContentGrain"/>); a version is there from the moment at which this grain has stored it, and whole.
/// </summary>
[Alias("ops.IWorkspaceGrain")]
public interface IWorkspaceGrain : IGrainWithStringKey
{
    /// <summary>The workspace as it stands, or null if there is none.</summary>
    [AlwaysInterleave, Alias("Describe")]
    Task<WorkspaceView?> Describe();

    /// <summary>Takes the lock, unless somebody has it. Harmless to repeat with the same id of a lock.</summary>
    [Alias("Lock")]
    Task<LockReply> Lock(StateLock wanted);

    /// <summary>Gives a lock back. Harmless to repeat: what is free stays so.</summary>
    /// <param name="lockId">Of the lock that is given back.</param>
    [Alias("Unlock")]
    Task<LockReply> Unlock(string lockId);

    /// <summary>Takes a lock away from whoever has it. Harmless to repeat.</summary>
    /// <param name="lockId">Of the lock that is meant: another one stays.</param>
    /// <param name="how">By whom, and why.</param>
    [Alias("Break")]
    Task<LockReply> Break(string lockId, LockBreak how);

    /// <summary>Makes a content that was put the newest version. Harmless to repeat: the same serial with the same content is one version.</summary>
    /// <param name="version">What it is; the grain adds the time.</param>
    /// <param name="lockId">The lock under which it is written; null: none.</param>
    [Alias("Write")]
    Task<StateReply> Write(StateVersion version, string? lockId);

    /// <summary>Forgets the workspace with all its versions, unless it is locked.</summary>
    [Alias("Delete")]
    Task<LockReply> Delete();
}
