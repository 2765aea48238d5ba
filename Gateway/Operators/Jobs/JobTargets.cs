using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Operators.Agents;

namespace OrleansOps.Operators.Jobs;

/// <summary>Finds the hosts of a job, once: who joins later is not in it.</summary>
internal sealed class JobTargets(IGrainFactory grains, AgentNames names)
{
    /// <summary>Up to so many that are named are asked for one by one; for more the list is read.</summary>
    private const int AskedFor = 50;

    /// <summary>The hosts in the order of their turns, or why there are none.</summary>
    public async Task<(IReadOnlyList<JobTarget>? Targets, Refusal? Refusal)> Find(Api.SubmitJob job, CancellationToken cancel)
    {
        var (found, refusal) = job switch
        {
            { On: { } on } => (await grains.HostsThat(HostExpression.Parse(on).Chooses!, cancel), null),
            { Hosts: { Count: <= AskedFor } few } => await Asked(few),
            _ => Listed(job.Hosts!, await grains.HostsThat(_ => true, cancel)),
        };
        return refusal is not null ? (null, refusal)
            : found!.Count == 0 ? (null, Refusal.Bad(Api.ProblemCodes.NoHosts, "on", "'on' chooses no host. opsctl hosts lists them with their labels.") with { See = "GET /api/v1/agents" })
            : found.Count > ChosenHosts.Most ? (null, Refusal.Bad(Api.ProblemCodes.TooManyHosts, "on", $"'on' chooses more than {ChosenHosts.Most} hosts, the limit. Choose fewer, and submit several jobs."))
            : (found, null);
    }

    private async Task<(List<JobTarget>? Targets, Refusal? Refusal)> Asked(IReadOnlyList<string> hosts)
    {
        var asked = await Task.WhenAll(hosts.Select(names.Resolve));
        return asked.FirstOrDefault(answer => answer.Agent is null).Refusal is { } refusal
            ? (null, refusal with { Field = "hosts" })
            : Once(asked.Select(answer => Target(answer.Agent!)));
    }

    private static (List<JobTarget>? Targets, Refusal? Refusal) Listed(IReadOnlyList<string> hosts, List<JobTarget> all)
    {
        var byId = all.ToDictionary(target => target.AgentId, StringComparer.Ordinal);
        var byName = all.ToLookup(target => target.Name, StringComparer.Ordinal);
        var found = new List<JobTarget>(hosts.Count);
        foreach (var host in hosts)
        {
            var named = byId.TryGetValue(host, out var same) ? [same] : byName[host].ToList();
            if (named is not [var target])
            {
                return (null, named.Count == 0
                    ? Refusal.Bad(Api.ProblemCodes.UnknownAgent, "hosts", $"There is no host '{AgentNames.Shown(host)}'. A host is called by its id or its name, once it has joined.")
                    : Refusal.Bad(Api.ProblemCodes.AmbiguousAgent, "hosts", $"{named.Count} hosts are called '{AgentNames.Shown(host)}'. Use their ids: {string.Join(", ", named.Take(10).Select(one => one.AgentId))}."));
            }

            found.Add(target);
        }

        return Once(found);
    }

    private static (List<JobTarget>? Targets, Refusal? Refusal) Once(IEnumerable<JobTarget> targets)
    {
        var all = targets.ToList();
        return all.CountBy(target => target.AgentId).FirstOrDefault(host => host.Value > 1).Key is { } twice
            ? (null, Refusal.Bad(Api.ProblemCodes.GivenTwice, "hosts", $"'hosts' names {all.First(target => target.AgentId == twice).Name} ({twice}) twice. Each host has one turn."))
            : (all, null);
    }

    private static JobTarget Target(AgentView agent) => new(agent.Id, agent.Name);
}
