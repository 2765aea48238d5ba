using Orleans.Concurrency;

namespace OrleansOps.Tasks;

/// <summary>The door to the lists of tasks.</summary>
[StatelessWorker]
internal sealed class TaskIndexGrain(ITaskIndex index) : Grain, ITaskIndexGrain
{
    public Task<TaskPage> List(TaskQuery query) => index.List(query with { Limit = Math.Clamp(query.Limit, 1, 500) });
}
