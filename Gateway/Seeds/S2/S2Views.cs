using OrleansOps.Agents;
using OrleansOps.Seeds.S2.Wire;

namespace OrleansOps.Seeds.S2;

/// <summary>Shows hosts.</summary>
internal sealed class S2Views(S2Hosts hosts, TimeProvider time)
{
    public async Task<IResult> List() => await hosts.All() is { } all
        ? TypedResults.Json(
            new S2Agents([.. all.Select(host => new S2Agent(S2Hosts.NumberOf(host), host.Id, LastHeartbeat(host), host.Name, Status(host)))]), S2Json.Default.S2Agents)
        : S2Hosts.TooManyToList;

    public async Task<IResult> One(string id)
    {
        var (host, refusal) = await hosts.Find(id);
        return host is null
            ? refusal ?? S2Refusal.UnknownAgent
            : TypedResults.Json(
                new S2AgentDetail(S2Hosts.NumberOf(host), host.Id, host.Labels, LastHeartbeat(host), host.Name, Status(host), SystemOf(host)), S2Json.Default.S2AgentDetail);
    }

    public async Task<IResult> Figures()
    {
        if (await hosts.All() is not { } all)
        {
            return S2Hosts.TooManyToList;
        }

        var online = all.Count(host => host.Presence == AgentPresence.Online);
        return TypedResults.Json(new S2Figures(all.Count - online, online, all.Count, time.GetUtcNow().ToUnixTimeMilliseconds()), S2Json.Default.S2Figures);
    }

    private static string Status(AgentView host) => host.Presence == AgentPresence.Online ? "active" : "inactive";

    private static DateTime LastHeartbeat(AgentView host) => host.LastSeenAt?.UtcDateTime ?? DateTime.SpecifyKind(default, DateTimeKind.Utc);

    private static S2System? SystemOf(AgentView host) => host.Facts is not { } facts ? null : new S2System(
        facts.HostName, facts.Os, facts.Architecture, facts.Addresses, host.Load?.CpuPercent, host.Load?.Load, (long?)host.Load?.UptimeSeconds);
}
