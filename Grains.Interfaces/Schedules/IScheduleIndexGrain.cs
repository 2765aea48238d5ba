using Orleans.Concurrency;

namespace OrleansOps.Schedules;

/// <summary>Reads the list of schedules. Key: 0; a stateless worker.</summary>
[Alias("ops.IScheduleIndexGrain")]
public interface IScheduleIndexGrain : IGrainWithIntegerKey
{
    /// <param name="after">The id after which the page begins; null: from the first.</param>
    /// <param name="limit">1 to 500.</param>
    [ReadOnly, Alias("List")]
    Task<SchedulePage> List(string? after, int limit);
}
