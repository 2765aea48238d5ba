using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about agents.</summary>
internal static class HostCalls
{
    public static Task<Reply<Page<JsonElement>>> ListAgents(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"api/v1/agents{query}", CliJson.Default.PageJsonElement, cancel);

    /// <param name="server">The gateway.</param>
    /// <param name="idOrName">The agent's id, or its name if no other has the same.</param>
    public static Task<Reply<AgentView>> ReadAgent(this ControlPlane server, string idOrName, CancellationToken cancel) =>
        server.Get(Path(idOrName), CliJson.Default.AgentView, cancel);

    public static Task RemoveAgent(this ControlPlane server, string id, CancellationToken cancel) => server.Delete(Path(id), cancel);

    /// <param name="server">The gateway.</param>
    /// <param name="idOrName">The agent's id, or its name if no other has the same.</param>
    /// <param name="verb">drain or resume.</param>
    public static Task<Reply<AgentView>> ChangeAgent(this ControlPlane server, string idOrName, string verb, CancellationToken cancel) =>
        server.Post($"{Path(idOrName)}/{verb}", CliJson.Default.AgentView, cancel);

    public static Task<Reply<AgentView>> EditAgent(this ControlPlane server, string idOrName, EditAgent edit, CancellationToken cancel) =>
        server.Send(HttpMethod.Patch, Path(idOrName), edit, CliJson.Readable.EditAgent, CliJson.Default.AgentView, cancel);

    public static Task<Reply<Page<JsonElement>>> ListAgentEvents(this ControlPlane server, string idOrName, long limit, CancellationToken cancel) =>
        server.Get($"{Path(idOrName)}/events{new Query().Add("limit", Show.Number(limit))}", CliJson.Default.PageJsonElement, cancel);

    private static string Path(string id) => $"api/v1/agents/{Uri.EscapeDataString(id)}";
}
