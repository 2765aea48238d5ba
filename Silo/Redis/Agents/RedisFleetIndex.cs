using System.Text.Json;
using OrleansOps.Agents;
using OrleansOps.Live;
using OrleansOps.Tasks;
using StackExchange.Redis;

namespace OrleansOps.Redis.Agents;

/// <summary>The list of agents in Redis: a hash for each view, and one sorted set of all names.</summary>
internal sealed class RedisFleetIndex(RedisConnection redis, IChanges<AgentView> changes) : IFleetIndex
{
    private const int PageSize = 500;
    private const int MostNamed = 10;

    private static readonly RedisScript PutScript = new("agent-put");
    private static readonly RedisScript RemoveScript = new("agent-remove");
    private static readonly RedisScript PageScript = new("agent-page");

    public async Task Put(AgentView agent, IReadOnlyList<NumberedEvent> events)
    {
        List<RedisKey> keys = [RedisKeys.Agent(agent.Id), RedisKeys.Agents];
        List<RedisValue> values = [agent.Id, agent.Epoch, agent.Name, JsonSerializer.SerializeToUtf8Bytes(agent, StoredJson.Options)];
        RedisEvents.Add(keys, values, events);
        await redis.Run(PutScript, [.. keys], [.. values]);
        changes.Tell(agent.Id, agent);
    }

    public async Task Remove(string agentId)
    {
        await redis.Run(RemoveScript, [RedisKeys.Agent(agentId), RedisKeys.Agents], [agentId]);
        changes.Tell(agentId, view: null);
    }

    public async Task<AgentPage> List(AgentQuery query, DateTimeOffset staleBefore)
    {
        var items = new List<AgentView>();
        var place = query.Cursor;
        while (true)
        {
            var page = await Page(place is null ? "-" : $"({place}", "+", PageSize);
            foreach (var (member, stored) in page)
            {
                place = member;
                if (stored?.AsOf(staleBefore) is { } agent && query.Matches(agent))
                {
                    items.Add(agent);
                    if (items.Count == query.Limit)
                    {
                        return new AgentPage(items, place);
                    }
                }
            }

            if (page.Count < PageSize)
            {
                return new AgentPage(items, null);
            }
        }
    }

    public async Task<IReadOnlyList<string>> Named(string name) =>
        (await Page($"[{name}\n", $"({name}\v", MostNamed)).Select(found => found.Member[(name.Length + 1)..]).ToList();

    private async Task<List<(string Member, AgentView? Agent)>> Page(string from, string to, int most)
    {
        var found = (RedisResult[])(await redis.Run(PageScript, [RedisKeys.Agents], [from, to, most, RedisKeys.AgentPrefix]))!;
        var page = new List<(string, AgentView?)>(found.Length / 2);
        for (var i = 0; i + 1 < found.Length; i += 2)
        {
            var view = (byte[])found[i + 1]!;
            page.Add(((string)found[i]!, view.Length == 0 ? null : JsonSerializer.Deserialize<AgentView>(view, StoredJson.Options)));
        }

        return page;
    }
}
