using Orleans.Concurrency;
using OrleansOps.Live;

namespace OrleansOps.Tasks;

/// <summary>The door to the lists of tasks.</summary>
[StatelessWorker]
internal sealed class TaskIndexGrain(ITaskIndex index, IChanges<TaskSummary> changes) : Grain, ITaskIndexGrain
{
    public async Task<TaskChanges> Changes(string? cursor)
    {
        var page = await changes.After(cursor);
        return new TaskChanges(
            page.Cursor, page.IsWhole,
            page.Items.Select(change => change.Value).OfType<TaskSummary>().ToArray(),
            page.Items.Where(change => change.Value is null).Select(change => change.Key).ToArray());
    }

    public Task<TaskPage> List(TaskQuery query) => index.List(query with { Limit = Math.Clamp(query.Limit, 1, 500) });
}
