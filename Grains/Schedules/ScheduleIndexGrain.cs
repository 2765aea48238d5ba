using Orleans.Concurrency;

namespace OrleansOps.Schedules;

/// <summary>The door to the list of schedules.</summary>
[StatelessWorker]
internal sealed class ScheduleIndexGrain(IScheduleStore store) : Grain, IScheduleIndexGrain
{
    public Task<SchedulePage> List(string? after, int limit) => store.List(after, Math.Clamp(limit, 1, 500));
}
