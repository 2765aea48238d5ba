using Orleans.Concurrency;

namespace OrleansOps.Jobs;

/// <summary>Reads the list of jobs. Key: 0; a stateless worker.</summary>
[Alias("ops.IJobIndexGrain")]
public interface IJobIndexGrain : IGrainWithIntegerKey
{
    [ReadOnly, Alias("List")]
    Task<JobPage> List(JobQuery query);
}
