using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>Workspaces as REST shows them.</summary>
internal static class WorkspaceBodies
{
    public static Api.WorkspaceView ToRest(this WorkspaceView workspace) => new()
    {
        Id = workspace.Id,
        Newest = workspace.Newest?.ToRest(),
        Versions = workspace.Versions.Count,
        StoredBytes = workspace.Versions.Sum(version => version.StoredBytes),
        Lock = workspace.Lock?.ToRest(),
        LastBreak = workspace.LastBreak is { Lock: { } broken } last ? new Api.LockBreakView(broken.ToRest(), last.Reason, last.By, last.ById, last.At) : null,
        CreatedAt = workspace.CreatedAt,
        ChangedAt = workspace.ChangedAt,
    };

    public static Api.WorkspaceSummary ToRest(this WorkspaceSummary workspace) => new()
    {
        Id = workspace.Id,
        Newest = workspace.Newest?.ToRest(),
        Versions = workspace.Versions,
        Lock = workspace.Lock?.ToRest(),
        ChangedAt = workspace.ChangedAt,
    };

    public static Api.StateVersionView ToRest(this StateVersion version) => new()
    {
        Serial = version.Serial,
        Lineage = version.Lineage,
        Sha256 = version.Sha256,
        SizeBytes = version.Size,
        StoredBytes = version.StoredBytes,
        Resources = version.Resources,
        TerraformVersion = version.TerraformVersion,
        StoredAt = version.StoredAt,
        By = version.By,
        ById = version.ById,
        LockId = version.LockId,
        RestoredFrom = version.RestoredFrom,
    };

    public static Api.StateLockView ToRest(this StateLock held) => new()
    {
        Id = held.Id,
        Operation = held.Operation,
        Info = held.Info,
        Who = held.Who,
        ClientVersion = held.ClientVersion,
        Path = held.Path,
        TakenAt = held.TakenAt,
        By = held.By,
        ById = held.ById,
    };
}
