using OrleansOps.Live;
using OrleansOps.Logs;
using OrleansOps.Tasks;

namespace OrleansOps.InMemory;

/// <summary>The lists of tasks in memory.</summary>
internal sealed class MemoryTaskIndex(MemoryDeadlines deadlines, MemoryEvents published, ILogStore logs, IChanges<TaskSummary> changes) : ITaskIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskSummary> _tasks = [];
    private readonly Dictionary<string, long> _published = [];

    public Task Put(TaskSummary task, DateTimeOffset due, IReadOnlyList<NumberedEvent> events)
    {
        lock (_lock)
        {
            if (_tasks.TryGetValue(task.Id, out var stored) && stored.Version > task.Version)
            {
                return Task.CompletedTask;
            }

            _tasks[task.Id] = task;
            _published[task.Id] = published.Publish(events, _published.GetValueOrDefault(task.Id));
        }

        changes.Tell(task.Id, task);
        return deadlines.Set(task.Id, due);
    }

    public async Task Forget(string taskId)
    {
        lock (_lock)
        {
            _tasks.Remove(taskId);
            _published.Remove(taskId);
        }

        await deadlines.Clear(taskId);
        await logs.Forget(taskId);
    }

    public Task<IReadOnlyList<TaskSummary>> Open(string agentId)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<TaskSummary>>(
                [.. _tasks.Values.Where(task => string.Equals(task.AgentId, agentId, StringComparison.Ordinal) && !task.Phase.IsTerminal()).OrderBy(task => task.SubmittedAt)]);
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
                .. _tasks.Values
                    .Where(query.Lets)
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

    private static TaskListCursor Place(TaskSummary task) => new(task.SubmittedAt.ToUnixTimeMilliseconds(), task.Id);
}
