using Orleans.Concurrency;

namespace OrleansOps.Jobs;

/// <summary>The door to the list of jobs.</summary>
[StatelessWorker]
internal sealed class JobIndexGrain(IJobStore store) : Grain, IJobIndexGrain
{
    public Task<JobPage> List(JobQuery query) => store.List(query with { Limit = Math.Clamp(query.Limit, 1, 500) });
}
