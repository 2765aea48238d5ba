using System.Globalization;
using Orleans.Storage;
using OrleansOps.Terraform;

namespace OrleansOps.InMemory;

/// <summary>Workspaces in memory, with the contents of their states.</summary>
internal sealed class MemoryWorkspaces(TimeProvider time) : IWorkspaceStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, WorkspaceEntry> _workspaces = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Workspace, string Content), Content> _contents = [];

    public Task<WorkspaceState?> Read(string id)
    {
        lock (_lock)
        {
            return Task.FromResult(_workspaces.GetValueOrDefault(id)?.State);
        }
    }

    public Task<WorkspaceStored> Write(WorkspaceEntry entry, int most)
    {
        lock (_lock)
        {
            var stored = _workspaces.GetValueOrDefault(entry.Id)?.State.Version ?? 0;
            if (stored != entry.State.Version - 1)
            {
                return Task.FromException<WorkspaceStored>(Another(entry.Id, stored, entry.State.Version - 1));
            }

            if (stored == 0 && _workspaces.Count >= most)
            {
                return Task.FromResult(WorkspaceStored.Full);
            }

            if (entry.Added is { } added)
            {
                if (_contents.GetValueOrDefault((entry.Id, added.Content)) is not { } content || content.Parts.Count != added.Parts)
                {
                    return Task.FromResult(WorkspaceStored.ContentGone);
                }

                content.Until = null;
            }

            _workspaces[entry.Id] = entry;
            foreach (var dropped in entry.Dropped)
            {
                _contents.Remove((entry.Id, dropped));
            }

            return Task.FromResult(WorkspaceStored.Done);
        }
    }

    public Task Forget(string id, WorkspaceState state)
    {
        lock (_lock)
        {
            var stored = _workspaces.GetValueOrDefault(id)?.State.Version ?? 0;
            if (stored != state.Version)
            {
                return Task.FromException(Another(id, stored, state.Version));
            }

            _workspaces.Remove(id);
            foreach (var content in state.Contents())
            {
                _contents.Remove((id, content.Name));
            }

            return Task.CompletedTask;
        }
    }

    public Task<WorkspacePage> List(string? after, int limit)
    {
        lock (_lock)
        {
            var found = _workspaces.Where(workspace => string.CompareOrdinal(workspace.Key, after) > 0).Select(workspace => workspace.Value.Summary).Take(limit).ToList();
            return Task.FromResult(new WorkspacePage(found, found.Count < limit ? null : found[^1].Id));
        }
    }

    public Task<bool> PutPart(string workspace, string content, int part, byte[] bytes)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var old in _contents.Where(one => one.Value.Until < now).Select(one => one.Key).ToList())
            {
                _contents.Remove(old);
            }

            if (!_contents.TryGetValue((workspace, content), out var there))
            {
                _contents[(workspace, content)] = there = new Content { Until = now };
            }

            if (there.Until is null)
            {
                return Task.FromResult(false);
            }

            there.Parts[part] = bytes;
            there.Until = now + IWorkspaceStore.KeepUnnamed;
            return Task.FromResult(true);
        }
    }

    public Task<byte[]?> ReadPart(string workspace, string content, int part)
    {
        lock (_lock)
        {
            return Task.FromResult(_contents.GetValueOrDefault((workspace, content))?.Parts.GetValueOrDefault(part));
        }
    }

    public Task Discard(string workspace, string content)
    {
        lock (_lock)
        {
            if (_contents.GetValueOrDefault((workspace, content))?.Until is not null)
            {
                _contents.Remove((workspace, content));
            }

            return Task.CompletedTask;
        }
    }

    private static InconsistentStateException Another(string id, long stored, long expected) => new(
        $"Workspace {id}: version {stored} is stored, and not version {expected}.",
        stored.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture));

    private sealed class Content
    {
        public Dictionary<int, byte[]> Parts { get; } = [];

        /// <summary>Null: a version names it.</summary>
        public DateTimeOffset? Until { get; set; }
    }
}
