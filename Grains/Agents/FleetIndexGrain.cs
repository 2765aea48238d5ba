using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using OrleansOps.Live;

namespace OrleansOps.Agents;

/// <summary>The door to the list of agents.</summary>
[StatelessWorker]
internal sealed class FleetIndexGrain(IFleetIndex index, IChanges<AgentView> changes, IOptions<AgentOptions> options, TimeProvider time) : Grain, IFleetIndexGrain
{
    public Task<AgentPage> List(AgentQuery query) => index.List(query with { Limit = Math.Clamp(query.Limit, 1, 500) }, StaleBefore);

    public Task<IReadOnlyList<string>> Named(string name) => index.Named(name);

    public async Task<AgentChanges> Changes(string? cursor)
    {
        var page = await changes.After(cursor);
        return new AgentChanges(
            page.Cursor, page.IsWhole,
            page.Items.Select(change => change.Value).OfType<AgentView>().ToArray(),
            page.Items.Where(change => change.Value is null).Select(change => change.Key).ToArray());
    }

    // An agent that went away while no silo was up is still written down as online; its silence gives it away.
    private DateTimeOffset StaleBefore => time.GetUtcNow() - options.Value.SilenceLimit - options.Value.ListLag;
}
