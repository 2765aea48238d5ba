using System.Globalization;
using Orleans.Storage;
using OrleansOps.Live;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.InMemory;

/// <summary>Tasks and their lists in memory.</summary>
internal sealed class MemoryTasks(MemoryDeadlines deadlines, MemoryEvents published, ILogStore logs, IChanges<TaskSummary> changes) : ITaskStore, ITaskIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskEntry> _tasks = [];

    public Task<TaskState?> Read(string taskId)
    {
        lock (_lock)
        {
            return Task.FromResult(_tasks.GetValueOrDefault(taskId)?.State);
        }
    }

    public async Task<string?> AgentOf(string taskId) => (await Read(taskId))?.Spec!.AgentId;

    public Task<TaskState?> Create(TaskEntry entry)
    {
        lock (_lock)
        {
            if (_tasks.TryGetValue(entry.Id, out var there))
            {
                return Task.FromResult<TaskState?>(there.State);
            }

            Put(entry);
            return Task.FromResult<TaskState?>(null);
        }
    }

    public Task Write(TaskEntry entry)
    {
        lock (_lock)
        {
            if (Conflict(entry.Id, entry.State.Version - 1) is { } conflict)
            {
                return Task.FromException(conflict);
            }

            Put(entry);
            return Task.CompletedTask;
        }
    }

    public Task MoveDue(string taskId, long version, DateTimeOffset due)
    {
        lock (_lock)
        {
            if (Conflict(taskId, version) is { } conflict)
            {
                return Task.FromException(conflict);
            }

            deadlines.Put(taskId, due);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max)
    {
        lock (_lock)
        {
            var settled = _tasks.Values.Where(entry => entry.State.EndedAt is not null).OrderBy(entry => entry.State.EndedAt).ToList();
            return Task.FromResult<IReadOnlyList<string>>(
                [.. settled.SkipLast(kept).Where(entry => entry.State.EndedAt <= before).Take(max).Select(entry => entry.Id)]);
        }
    }

    public Task Forget(string taskId)
    {
        lock (_lock)
        {
            _tasks.Remove(taskId);
            deadlines.Clear(taskId);
            changes.Tell(taskId, view: null);
        }

        return logs.Forget(taskId);
    }

    public Task<IReadOnlyList<TaskSummary>> Open(string agentId)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<TaskSummary>>(
                [.. Summaries().Where(task => string.Equals(task.AgentId, agentId, StringComparison.Ordinal) && !task.Phase.IsTerminal()).OrderBy(task => task.SubmittedAt)]);
        }
    }

    public Task<TaskPage> List(TaskQuery query)
    {
        var after = TaskListCursor.Parse(query.Cursor);
        List<TaskSummary> found;
        lock (_lock)
        {
            found =
            [
                .. Summaries()
                    .Where(query.Matches)
                    .Where(task => Place(task).IsAfter(after))
                    .OrderByDescending(task => Place(task).Submitted)
                    .ThenByDescending(task => task.Id, StringComparer.Ordinal)
                    .Take(query.Limit + 1),
            ];
        }

        return Task.FromResult(found.Count <= query.Limit
            ? new TaskPage(found, null)
            : new TaskPage(found[..query.Limit], Place(found[query.Limit - 1]).ToString()));
    }

    private InconsistentStateException? Conflict(string taskId, long expected)
    {
        var stored = _tasks.GetValueOrDefault(taskId)?.State.Version ?? 0;
        return stored == expected ? null : new InconsistentStateException(
            $"Task {taskId}: version {stored} is stored, and not version {expected}.",
            stored.ToString(CultureInfo.InvariantCulture), expected.ToString(CultureInfo.InvariantCulture));
    }

    private void Put(TaskEntry entry)
    {
        _tasks[entry.Id] = entry;
        changes.Tell(entry.Id, entry.Summary);
        published.Publish(entry.Events, last: 0);
        if (entry.Due is { } due)
        {
            deadlines.Put(entry.Id, due);
        }
    }

    private IEnumerable<TaskSummary> Summaries() => _tasks.Values.Select(entry => entry.Summary);

    private static TaskListCursor Place(TaskSummary task) => new(task.SubmittedAt.ToUnixTimeMilliseconds(), task.Id);
}
