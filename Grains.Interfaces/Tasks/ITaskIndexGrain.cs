using Orleans.Concurrency;

namespace OrleansOps.Tasks;

/// <summary>Reads lists of tasks. Key: 0; a stateless worker.</summary>
[Alias("ops.ITaskIndexGrain")]
public interface ITaskIndexGrain : IGrainWithIntegerKey
{
    [ReadOnly, Alias("List")]
    Task<TaskPage> List(TaskQuery query);
}
