using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about agents.</summary>
internal static class AgentCalls
{
    public static Task<Reply<Page<JsonElement>>> ListAgents(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"api/v1/agents{query}", CliJson.Default.PageJsonElement, cancel);

    /// <param name="server">The gateway.</param>
    /// <param name="idOrName">The agent's id, or its name if no other has the same.</param>
    public static Task<Reply<AgentView>> ReadAgent(this ControlPlane server, string idOrName, CancellationToken cancel) =>
        server.Get(Path(idOrName), CliJson.Default.AgentView, cancel);

    public static Task RemoveAgent(this ControlPlane server, string id, CancellationToken cancel) => server.Delete(Path(id), cancel);

    private static string Path(string id) => $"api/v1/agents/{Uri.EscapeDataString(id)}";
}
