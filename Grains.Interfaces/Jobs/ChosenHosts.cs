using OrleansOps.Agents;

namespace OrleansOps.Jobs;

/// <summary>Reads the list of hosts for those that a job is for.</summary>
public static class ChosenHosts
{
    /// <summary>How many hosts a job may have.</summary>
    public const int Most = 50_000;

    private const int PageSize = 500;

    /// <summary>Those that are chosen, by name. With more than <see cref="Most"/> of them it stops reading.</summary>
    public static async Task<List<JobTarget>> HostsThat(this IGrainFactory grains, Func<AgentView, bool> chooses, CancellationToken cancel)
    {
        var found = new List<JobTarget>();
        string? cursor = null;
        do
        {
            cancel.ThrowIfCancellationRequested();
            var page = await grains.GetGrain<IFleetIndexGrain>(0).List(new AgentQuery { Limit = PageSize, Cursor = cursor });
            found.AddRange(page.Items.Where(chooses).Select(agent => new JobTarget(agent.Id, agent.Name)));
            cursor = page.NextCursor;
        }
        while (cursor is not null && found.Count <= Most);
        return found;
    }
}
