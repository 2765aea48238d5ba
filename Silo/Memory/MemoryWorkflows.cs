using System.Globalization;
using Orleans.Storage;
using OrleansOps.Jobs;
using OrleansOps.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.InMemory;

/// <summary>Workflows in memory.</summary>
internal sealed class MemoryWorkflows : IWorkflowStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WorkflowEntry> _workflows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string WorkflowId, int Step), IReadOnlyList<JobTarget>> _hosts = [];

    public Task<WorkflowState?> Read(string workflowId)
    {
        lock (_lock)
        {
            return Task.FromResult(_workflows.GetValueOrDefault(workflowId)?.State);
        }
    }

    public Task PutHosts(string workflowId, int step, IReadOnlyList<JobTarget> hosts)
    {
        lock (_lock)
        {
            if (!_workflows.ContainsKey(workflowId))
            {
                _hosts[(workflowId, step)] = hosts;
            }

            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<JobTarget>> ReadHosts(string workflowId, int step)
    {
        lock (_lock)
        {
            return Task.FromResult(_hosts[(workflowId, step)]);
        }
    }

    public Task<WorkflowState?> Create(WorkflowEntry entry)
    {
        lock (_lock)
        {
            return Task.FromResult(_workflows.TryAdd(entry.Id, entry) ? null : _workflows[entry.Id].State);
        }
    }

    public Task Write(WorkflowEntry entry)
    {
        lock (_lock)
        {
            var (stored, expected) = (_workflows.GetValueOrDefault(entry.Id)?.State.Version, entry.State.Version - 1);
            if (stored != expected)
            {
                return Task.FromException(new InconsistentStateException(
                    $"Workflow {entry.Id}: version {stored} is stored, and not version {expected}.",
                    stored?.ToString(CultureInfo.InvariantCulture) ?? "none", expected.ToString(CultureInfo.InvariantCulture)));
            }

            _workflows[entry.Id] = entry;
            return Task.CompletedTask;
        }
    }

    public Task<WorkflowPage> List(WorkflowQuery query)
    {
        var after = TaskListCursor.Parse(query.Cursor);
        List<WorkflowSummary> found;
        lock (_lock)
        {
            found =
            [
                .. _workflows.Values.Select(entry => entry.Summary)
                    .Where(workflow => (!query.Open || !workflow.Phase.IsTerminal()) && Place(workflow).IsAfter(after))
                    .OrderByDescending(workflow => Place(workflow).Submitted)
                    .ThenByDescending(workflow => workflow.Id, StringComparer.Ordinal)
                    .Take(query.Limit + 1),
            ];
        }

        return Task.FromResult(found.Count <= query.Limit
            ? new WorkflowPage(found, null)
            : new WorkflowPage(found[..query.Limit], Place(found[query.Limit - 1]).ToString()));
    }

    public Task<IReadOnlyList<string>> Surplus(int kept, DateTimeOffset before, int max)
    {
        lock (_lock)
        {
            var settled = _workflows.Values.Where(entry => entry.State.EndedAt is not null).OrderBy(entry => entry.State.EndedAt).ToList();
            return Task.FromResult<IReadOnlyList<string>>(
                [.. settled.Take(max).Where((entry, index) => index < settled.Count - kept || entry.State.EndedAt < before).Select(entry => entry.Id)]);
        }
    }

    public Task Forget(string workflowId)
    {
        lock (_lock)
        {
            _workflows.Remove(workflowId);
            foreach (var step in _hosts.Keys.Where(key => string.Equals(key.WorkflowId, workflowId, StringComparison.Ordinal)).ToList())
            {
                _hosts.Remove(step);
            }

            return Task.CompletedTask;
        }
    }

    private static TaskListCursor Place(WorkflowSummary workflow) => new(workflow.SubmittedAt.ToUnixTimeMilliseconds(), workflow.Id);
}
