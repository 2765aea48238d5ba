namespace OrleansOps.Terraform;

/// <summary>
/// What becomes of a workspace when somebody locks it or writes its state: pure functions. Whoever is refused changes nothing, and a word that is said twice is one word.
/// </summary>
internal static class WorkspaceTransitions
{
    public static (LockStatus Status, WorkspaceState Next) Lock(WorkspaceState workspace, StateLock wanted, DateTimeOffset now) => workspace.Lock switch
    {
        null => (LockStatus.Held, workspace with { Lock = wanted with { TakenAt = now } }),
        { } held when Same(held.Id, wanted.Id) => (LockStatus.Held, workspace),
        _ => (LockStatus.Locked, workspace),
    };

    public static (LockStatus Status, WorkspaceState Next) Unlock(WorkspaceState workspace, string lockId) => workspace.Lock switch
    {
        null => (LockStatus.Free, workspace),
        { } held when Same(held.Id, lockId) => (LockStatus.Free, workspace with { Lock = null }),
        _ => (LockStatus.Locked, workspace),
    };

    /// <summary>Only the lock that was named: whoever meant one that is gone by now has not seen the next one.</summary>
    public static (LockStatus Status, WorkspaceState Next) Break(WorkspaceState workspace, string lockId, LockBreak how, DateTimeOffset now) => workspace.Lock switch
    {
        null when Same(workspace.LastBreak?.Lock?.Id, lockId) => (LockStatus.Free, workspace),
        null => (LockStatus.Unknown, workspace),
        { } held when Same(held.Id, lockId) => (LockStatus.Free, workspace with { Lock = null, LastBreak = how with { Lock = held, At = now } }),
        _ => (LockStatus.Locked, workspace),
    };

    /// <param name="workspace">As it stands.</param>
    /// <param name="version">What is to be the newest.</param>
    /// <param name="lockId">The lock under which it is written; null: none.</param>
    /// <param name="options">How much is kept.</param>
    /// <param name="now">The time.</param>
    public static (StateWriteStatus Status, WorkspaceState Next) Write(
        WorkspaceState workspace, StateVersion version, string? lockId, TerraformOptions options, DateTimeOffset now)
    {
        var status = MayWrite(workspace.Lock, lockId) ?? Follows(workspace.Versions is [var newest, ..] ? newest : null, version);
        return status == StateWriteStatus.Stored
            ? (status, workspace with { Versions = Kept([version with { LockId = lockId, StoredAt = now }, .. workspace.Versions], options) })
            : (status, workspace);
    }

    private static StateWriteStatus? MayWrite(StateLock? held, string? lockId) => (held, lockId) switch
    {
        (null, null) => null,
        (null, _) => StateWriteStatus.LockLost,
        _ => Same(held.Id, lockId) ? null : StateWriteStatus.Locked,
    };

    private static StateWriteStatus Follows(StateVersion? newest, StateVersion version) => newest switch
    {
        null => StateWriteStatus.Stored,
        _ when !Same(newest.Lineage, version.Lineage) => StateWriteStatus.WrongLineage,
        _ when version.Serial < newest.Serial => StateWriteStatus.SerialBehind,
        _ when version.Serial > newest.Serial => StateWriteStatus.Stored,
        _ => Same(newest.Sha256, version.Sha256) ? StateWriteStatus.Same : StateWriteStatus.SerialTaken,
    };

    private static List<StateVersion> Kept(IReadOnlyList<StateVersion> versions, TerraformOptions options)
    {
        var (kept, bytes) = (new List<StateVersion>(), 0L);
        foreach (var version in versions.Take(options.KeptVersions))
        {
            bytes += version.StoredBytes;
            if (kept.Count > 0 && bytes > options.KeptBytes)
            {
                break;
            }

            kept.Add(version);
        }

        return kept;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
