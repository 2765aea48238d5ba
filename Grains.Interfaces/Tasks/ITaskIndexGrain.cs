using Orleans.Concurrency;

namespace OrleansOps.Tasks;

/// <summary>Reads lists of tasks. Key: 0; a stateless worker.</summary>
[Alias("ops.ITaskIndexGrain")]
public interface ITaskIndexGrain : IGrainWithIntegerKey
{
    [ReadOnly, Alias("List")]
    Task<TaskPage> List(TaskQuery query);

    /// <summary>What has changed since; null: from now on. Ask again within a few seconds, or changes are not kept for you.</summary>
    [ReadOnly, Alias("Changes")]
    Task<TaskChanges> Changes(string? cursor);
}
