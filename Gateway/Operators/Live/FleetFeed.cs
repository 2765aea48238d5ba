using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Operators.Agents;

namespace OrleansOps.Operators.Live;

/// <summary>All agents as they stand, while somebody follows the fleet here.</summary>
internal sealed class FleetFeed(IGrainFactory grains, TimeProvider time, ILogger<FleetFeed> logger) : Feed(time, logger)
{
    private const int MostAgents = 200_000;
    private const int PageSize = 500;

    /// <summary>An agent that is known as online but was not heard of for so long may be shown as the list has it.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(90);

    public ChangeLog<Api.AgentView> Log { get; } = new(WebJson.Context.AgentView, MostAgents);

    private IFleetIndexGrain Index => grains.GetGrain<IFleetIndexGrain>(0);

    protected override async Task<string> Begin()
    {
        var page = await Index.Changes(cursor: null);
        await Compare();
        return page.Cursor;
    }

    protected override async Task<string?> Take(string cursor)
    {
        var page = await Index.Changes(cursor);
        foreach (var agent in page.Agents)
        {
            Log.Set(agent.Id, agent.ToRest());
        }

        foreach (var id in page.Gone)
        {
            Log.Set(id, view: null);
        }

        if (page.Agents.Count + page.Gone.Count > 0)
        {
            Log.Announce();
        }

        if (!page.IsWhole)
        {
            await Compare();
        }

        return page.Cursor;
    }

    protected override async Task Compare()
    {
        var missing = Log.Ids().ToHashSet(StringComparer.Ordinal);
        for (var query = new AgentQuery { Limit = PageSize }; ;)
        {
            var page = await Index.List(query);
            foreach (var agent in page.Items)
            {
                missing.Remove(agent.Id);
                if (IsNews(agent, Log.Find(agent.Id)))
                {
                    Log.Set(agent.Id, agent.ToRest());
                }
            }

            if (page.NextCursor is not { } next)
            {
                break;
            }

            query = query with { Cursor = next };
        }

        foreach (var id in missing)
        {
            Log.Set(id, view: null);
        }

        Log.Announce();
    }

    protected override void Forget()
    {
        Log.Clear();
        Log.Announce();
    }

    /// <summary>The list lags behind what is told live: it may only bring what is newer, or the silence of an agent that nobody watches.</summary>
    private bool IsNews(AgentView listed, Api.AgentView? known) =>
        known is null
        || listed.Epoch > known.Epoch
        || (listed.Epoch == known.Epoch && listed.LastSeenAt > known.LastSeenAt)
        || (known.State == Api.AgentState.Online && listed.Presence == AgentPresence.Offline && known.LastSeenAt < Time.GetUtcNow() - Stale);
}
