using System.Collections.Concurrent;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Http;

namespace OrleansOps.Operators.Agents;

/// <summary>Finds the agent that an operator means by an id or a name.</summary>
internal sealed class AgentNames(IGrainFactory grains, TimeProvider time)
{
    private const int MostKnown = 10_000;

    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(5);

    // The index is asked once in a few seconds for a name; whether the agent still has it is asked of the agent each time.
    private readonly ConcurrentDictionary<string, (string Id, long At)> _ids = new(StringComparer.Ordinal);

    public async Task<(AgentView? Agent, Refusal? Refusal)> Resolve(string idOrName)
    {
        if (_ids.TryGetValue(idOrName, out var known) && time.GetElapsedTime(known.At) < TrustFor
            && await Describe(known.Id) is { } same && string.Equals(same.Name, idOrName, StringComparison.Ordinal))
        {
            return (same, null);
        }

        if (IsAgentId(idOrName) && await Describe(idOrName) is { } agent)
        {
            return (agent, null);
        }

        return await ByName(idOrName);
    }

    /// <summary>
    /// Asks the agent that is meant for something, which it does not do (null) if it is not enrolled or goes by another name by now. Asked in the first place
    /// is the one that was meant a moment ago: so there is no question before the question.
    /// </summary>
    public async Task<(T? Answer, Refusal? Refusal)> At<T>(string idOrName, Func<string, string?, Task<T?>> ask)
        where T : class
    {
        if (Guess(idOrName) is { } guess && await ask(guess.Id, guess.Name) is { } answer)
        {
            return (answer, null);
        }

        var (agent, refusal) = await Resolve(idOrName);
        return agent is null ? (null, refusal)
            : await ask(agent.Id, agent.Name) is { } other ? (other, null)
            : (null, Unknown(idOrName));   // renamed or removed just now
    }

    public Task<AgentView?> Describe(string id) => grains.GetGrain<IAgentGrain>(id).Describe();

    private (string Id, string? Name)? Guess(string idOrName)
    {
        if (_ids.TryGetValue(idOrName, out var known) && time.GetElapsedTime(known.At) < TrustFor)
        {
            return (known.Id, idOrName);
        }

        return IsAgentId(idOrName) ? (idOrName, null) : null;
    }

    private async Task<(AgentView? Agent, Refusal? Refusal)> ByName(string name)
    {
        var ids = name.Length <= 128 ? await grains.GetGrain<IFleetIndexGrain>(0).Named(name) : [];
        var agents = Meant((await Task.WhenAll(ids.Select(Describe))).OfType<AgentView>().ToList());   // the index may name one that a store lost which was emptied
        if (agents.Count != 1)
        {
            return (null, agents.Count > 1 ? Ambiguous(name, agents) : Unknown(name));
        }

        var agent = agents[0];

        if (_ids.Count >= MostKnown)
        {
            _ids.Clear();
        }

        _ids[name] = (agent.Id, time.GetTimestamp());
        return (agent, null);
    }

    /// <summary>Why an agent cannot be given this name; null if it can.</summary>
    public async Task<Refusal?> Taken(string? name, string agentId)
    {
        var ids = name is null ? [] : await grains.GetGrain<IFleetIndexGrain>(0).Named(name);
        var others = (await Task.WhenAll(ids.Where(id => !string.Equals(id, agentId, StringComparison.Ordinal)).Select(Describe))).OfType<AgentView>();
        return others.FirstOrDefault(other => other.ConnectedAt is not null) is { } other
            ? new Refusal(Api.ProblemCodes.NameTaken, $"Another host is called '{Shown(name!)}'.", $"It is {other.Id}. Choose another name, or rename or remove that one first.") { Field = "name" }
            : null;
    }

    /// <summary>An enrolment that nobody ever used does not stand in the way of the agent that is there.</summary>
    private static List<AgentView> Meant(List<AgentView> agents) =>
        agents.Count(agent => agent.ConnectedAt is not null) == 1 ? [agents.Single(agent => agent.ConnectedAt is not null)] : agents;

    /// <summary>What enrolment makes; a name that merely looks like one is found by its name.</summary>
    private static bool IsAgentId(string text) => text.Length == AccessToken.IdLength && IdFormat.IsId(text);

    private static Refusal Unknown(string name) => new(
        Api.ProblemCodes.UnknownAgent, $"There is no host '{Shown(name)}'.",
        "A host is called by its id or its name, once it has joined.")
    { Field = "agent", See = "GET /api/v1/agents" };

    private static Refusal Ambiguous(string name, List<AgentView> agents) => new(
        Api.ProblemCodes.AmbiguousAgent, $"{agents.Count} hosts are called '{Shown(name)}'.",
        $"Use one of their ids: {string.Join(", ", agents.Select(agent => $"{agent.Id} ({(agent.Presence == AgentPresence.Online ? "online" : agent.ConnectedAt is null ? "never connected" : "offline")})"))}.")
    { Field = "agent" };

    /// <summary>What may be said back of a name that somebody sent.</summary>
    public static string Shown(string name) => name.Length <= 128 && ShownText.IsPrintable(name) ? name : "...";
}
