using System.Globalization;
using System.Text.Json;
using OrleansOps.Tasks;

namespace OrleansOps.Agents;

/// <summary>What the world is told about an agent coming and going.</summary>
internal static class AgentAnnouncements
{
    public const string Status = "agent_status";

    public const int StatusKept = 10_000;

    public static NumberedEvent Connected(AgentView agent) => new(Number(agent, 0), Status, StatusKept, Fields(agent, "online", "connected"));

    public static NumberedEvent Disconnected(AgentView agent) => new(Number(agent, 1), Status, StatusKept, Fields(agent, "offline", "disconnected"));

    // Two events for each session at most; the epoch makes their numbers rise over the agent's life.
    private static long Number(AgentView agent, int which) => (agent.Epoch * 2) + which;

    private static List<KeyValuePair<string, string>> Fields(AgentView agent, string status, string happened) =>
    [
        new("agent_id", agent.Id),
        new("agent_name", agent.Name),
        new("host_id", OutsideNames.Host(agent.Id, agent.Labels)),
        new("status", status),
        new("last_heartbeat", agent.LastSeenAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? ""),
        new("event", happened),
        new("system", agent.Facts is null ? "{}" : JsonSerializer.Serialize(agent.Facts, GrainJson.Default.HostFacts)),
    ];
}
