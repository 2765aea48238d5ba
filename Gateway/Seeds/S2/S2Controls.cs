using OrleansOps.Agents;
using OrleansOps.Seeds.S2.Wire;

namespace OrleansOps.Seeds.S2;

/// <summary>What a control plane asks of agents and of S2 itself. What is wrong with the request is said as S2 says it, and what is not done here is said to be so.</summary>
internal sealed class S2Controls(S2Hosts hosts)
{
    private const string NotSent = "is not sent to agents through this gateway";

    public async Task<IResult> Control(string id, HttpContext http)
    {
        var (asked, unread) = S2Reading.Read(http, S2Json.Default.S2Control);
        return asked is null ? unread! with { Code = null }
            : asked.Action is not ("start" or "stop" or "restart") ? Bad("invalid action, must be start/stop/restart")
            : await At(id, $"{asked.Action} {NotSent}: {(asked.Action is "stop"
                ? "to give a host no new tasks, have an operator drain it"
                : "start its service on the host, or run a task there that does")}");
    }

    public async Task<IResult> Upgrade(string id, HttpContext http)
    {
        var (asked, unread) = S2Reading.Read(http, S2Json.Default.S2Upgrade);
        return asked is null ? unread! with { Code = null }
            : Incomplete(asked) ?? await At(id, $"an upgrade {NotSent}: replace the agent on the host, or run a task there that does");
    }

    public static IResult ControlSelf(HttpContext http)
    {
        var (asked, unread) = S2Reading.Read(http, S2Json.Default.S2Control);
        return asked is null ? unread! with { Code = null }
            : asked.Action is not "restart" ? Bad("agent-server only supports restart action")
            : S2Refusal.Plain(StatusCodes.Status503ServiceUnavailable, "a gateway is not started again by a control plane: whoever runs it does that");
    }

    public static IResult UpgradeSelf(HttpContext http)
    {
        var (asked, unread) = S2Reading.Read(http, S2Json.Default.S2Upgrade);
        return asked is null ? unread! with { Code = null }
            : Incomplete(asked) ?? S2Refusal.Plain(StatusCodes.Status503ServiceUnavailable, "a gateway fetches no program of its own: whoever runs it replaces it");
    }

    private static S2Refusal? Incomplete(S2Upgrade asked) =>
        string.IsNullOrEmpty(asked.TargetVersion) ? Bad("target_version is required")
        : string.IsNullOrEmpty(asked.DownloadUrl) ? Bad("download_url is required")
        : null;

    private async Task<S2Refusal> At(string id, string why)
    {
        var (host, refusal) = await hosts.Find(id);
        if (host is null)
        {
            return refusal is null ? S2Refusal.UnknownAgentPlain : refusal with { Code = null };
        }

        return host.Presence == AgentPresence.Online ? S2Refusal.Plain(StatusCodes.Status503ServiceUnavailable, why) : S2Refusal.NotActive;
    }

    private static S2Refusal Bad(string why) => S2Refusal.Plain(StatusCodes.Status400BadRequest, why);
}
