using System.Collections.Concurrent;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using OrleansOps.Seeds.S2.Wire;
using OrleansOps.Tasks;

namespace OrleansOps.Seeds.S2;

/// <summary>Finds the host that a control plane means: by its id here, by its number in the control plane's database, or by the UUID that S2 once gave it. The last two are labels that an operator gives.</summary>
internal sealed class S2Hosts(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Label with the UUID of a host.</summary>
    public const string UuidLabel = "agent_uid";

    private const int MostKnown = 10_000;
    private const int MostHosts = 20_000;
    private const int PageItems = 500;

    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(5);

    // The index is asked once in a few seconds for an alias; whether the host still has it is asked of the host each time.
    private readonly ConcurrentDictionary<string, (string Id, long At)> _ids = new(StringComparer.Ordinal);

    public static string? NumberOf(AgentView host) => host.Labels.GetValueOrDefault(OutsideNames.HostLabel);

    /// <summary>The host; or neither, if there is none; or why it cannot be said which one is meant.</summary>
    public async Task<(AgentView? Host, S2Refusal? Refusal)> Find(string alias)
    {
        var label = alias.Length <= Limits.IdLength && alias.All(char.IsAsciiDigit) ? OutsideNames.HostLabel : Guid.TryParseExact(alias, "D", out _) ? UuidLabel : null;
        return label is not null ? await Labelled(label, alias)
            : AccessToken.IsId(alias) ? (await Describe(alias), null)
            : default;
    }

    /// <summary>All of them, by name. Null: there are more than fit into one answer.</summary>
    public async Task<IReadOnlyList<AgentView>?> All()
    {
        var all = new List<AgentView>();
        string? cursor = null;
        do
        {
            var page = await grains.GetGrain<IFleetIndexGrain>(0).List(new AgentQuery { Limit = PageItems, Cursor = cursor });
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null && all.Count < MostHosts);

        return cursor is null ? all : null;
    }

    public static S2Refusal TooManyToList => S2Refusal.Plain(StatusCodes.Status503ServiceUnavailable, $"there are more than {MostHosts} hosts, and this list is of one piece: an operator reads it page by page");

    private async Task<(AgentView? Host, S2Refusal? Refusal)> Labelled(string label, string alias)
    {
        if (_ids.TryGetValue(alias, out var known) && time.GetElapsedTime(known.At) < TrustFor && await Describe(known.Id) is { } same && Has(same, label, alias))
        {
            return (same, null);
        }

        var page = await grains.GetGrain<IFleetIndexGrain>(0).List(new AgentQuery { Label = new(label, alias), Limit = PageItems });
        var hosts = (await Task.WhenAll(page.Items.Select(item => Describe(item.Id)))).OfType<AgentView>().Where(host => Has(host, label, alias)).ToList();
        if (hosts.Count > 1)
        {
            return (null, S2Refusal.Conflict($"{hosts.Count} hosts have the label {label}={alias}, such as {hosts[0].Name} and {hosts[1].Name}: leave it to one of them"));
        }

        if (hosts.Count == 0)
        {
            return default;
        }

        if (_ids.Count >= MostKnown)
        {
            _ids.Clear();
        }

        _ids[alias] = (hosts[0].Id, time.GetTimestamp());
        return (hosts[0], null);
    }

    private Task<AgentView?> Describe(string id) => grains.GetGrain<IAgentGrain>(id).Describe();

    private static bool Has(AgentView host, string label, string value) =>
        host.Labels.TryGetValue(label, out var found) && string.Equals(found, value, StringComparison.OrdinalIgnoreCase);
}
