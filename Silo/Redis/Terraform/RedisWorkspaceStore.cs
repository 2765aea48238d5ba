using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using OrleansOps.Terraform;
using StackExchange.Redis;

namespace OrleansOps.Redis.Terraform;

/// <summary>Workspaces in Redis: a hash for each, one sorted set of all ids, and a hash of parts for the content of each version.</summary>
internal sealed class RedisWorkspaceStore(RedisConnection redis) : IWorkspaceStore
{
    private const string Full = "full";
    private const string Gone = "gone";

    private static readonly RedisScript WriteScript = new("workspace-write");
    private static readonly RedisScript ForgetScript = new("workspace-forget");
    private static readonly RedisScript PageScript = new("page-by-id");
    private static readonly RedisScript PartScript = new("state-part");
    private static readonly RedisScript DiscardScript = new("state-discard");

    public async Task<WorkspaceState?> Read(string id)
    {
        var stored = await redis.Call(database => database.HashGetAsync(RedisKeys.Workspace(id), "t"));
        return stored.IsNull ? null : JsonSerializer.Deserialize<WorkspaceState>((byte[])stored!, StoredJson.Options);
    }

    public async Task<WorkspaceStored> Write(WorkspaceEntry entry, int most)
    {
        var (id, workspace) = (entry.Id, entry.State);
        var found = (string?)await redis.Run(
            WriteScript,
            [
                RedisKeys.Workspace(id), RedisKeys.Workspaces, entry.Added is { } added ? RedisKeys.StateContent(id, added.Content) : RedisKeys.Workspace(id),
                .. entry.Dropped.Select(content => RedisKeys.StateContent(id, content)),
            ],
            [id, workspace.Version - 1, workspace.Version, Written(workspace), Written(entry.Summary), most, entry.Added?.Parts ?? 0]);
        switch (found)
        {
            case Full:
                return WorkspaceStored.Full;
            case Gone:
                return WorkspaceStored.ContentGone;
            default:
                ThrowIfAnother(id, workspace.Version - 1, found);
                return WorkspaceStored.Done;
        }
    }

    public async Task Forget(string id, WorkspaceState state) => ThrowIfAnother(id, state.Version, (string?)await redis.Run(
        ForgetScript,
        [RedisKeys.Workspace(id), RedisKeys.Workspaces, .. state.Contents().Select(content => RedisKeys.StateContent(id, content.Name))],
        [id, state.Version]));

    public async Task<WorkspacePage> List(string? after, int limit)
    {
        var found = (RedisResult[])(await redis.Run(PageScript, [RedisKeys.Workspaces], [after is null ? "-" : $"({after}", limit, RedisKeys.WorkspacePrefix]))!;
        var items = found.Select(summary => (byte[])summary!).Where(summary => summary.Length > 0)
            .Select(summary => JsonSerializer.Deserialize<WorkspaceSummary>(summary, StoredJson.Options)!).ToList();
        return new WorkspacePage(items, found.Length < limit || items.Count == 0 ? null : items[^1].Id);
    }

    public async Task<bool> PutPart(string workspace, string content, int part, byte[] bytes) =>
        (long)await redis.Run(PartScript, [RedisKeys.StateContent(workspace, content)], [part, bytes, (long)IWorkspaceStore.KeepUnnamed.TotalSeconds]) == 1;

    public async Task<byte[]?> ReadPart(string workspace, string content, int part) =>
        await redis.Call(database => database.HashGetAsync(RedisKeys.StateContent(workspace, content), part));

    public Task Discard(string workspace, string content) => redis.Run(DiscardScript, [RedisKeys.StateContent(workspace, content)], []);

    /// <param name="id">Of the workspace.</param>
    /// <param name="expected">The version before; 0: none.</param>
    /// <param name="stored">What a script answers: nothing, or the version that is stored where another was expected.</param>
    private static void ThrowIfAnother(string id, long expected, string? stored)
    {
        if (stored is not null)
        {
            throw new InconsistentStateException(
                $"Workspace {id}: version {stored} is stored, and not version {expected}.", stored, expected.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Options);
}
