namespace OrleansOps.Terraform;

/// <summary>
/// Where workspaces are kept, and the contents of their states. Each call happens as a whole or not at all. When one fails with
/// <see cref="Health.StoreUnavailableException"/>, which of the two is not known.
/// </summary>
public interface IWorkspaceStore
{
    /// <summary>How long a content is kept that no version names.</summary>
    static readonly TimeSpan KeepUnnamed = TimeSpan.FromHours(1);

    /// <summary>The workspace, or null if there is none.</summary>
    Task<WorkspaceState?> Read(string id);

    /// <summary>Stores a workspace in place of the version before its own; of version 1: where there is none, and fewer than <paramref name="most"/>.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored: somebody else writes this workspace too.</exception>
    Task<WorkspaceStored> Write(WorkspaceEntry entry, int most);

    /// <summary>Forgets a workspace with the contents of its versions.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored.</exception>
    Task Forget(string id, WorkspaceState state);

    /// <summary>Workspaces by id, those after <paramref name="after"/>.</summary>
    Task<WorkspacePage> List(string? after, int limit);

    /// <inheritdoc cref="IStateContentGrain.Put"/>
    Task<bool> PutPart(string workspace, string content, int part, byte[] bytes);

    /// <inheritdoc cref="IStateContentGrain.Read"/>
    Task<byte[]?> ReadPart(string workspace, string content, int part);

    /// <inheritdoc cref="IStateContentGrain.Discard"/>
    Task Discard(string workspace, string content);
}
