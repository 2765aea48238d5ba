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

    public static Task<Reply<AgentView>> DrainAgent(this ControlPlane server, string id, DrainAgent drain, CancellationToken cancel) => drain.Reason is null
        ? server.Post($"{Path(id)}/drain", CliJson.Default.AgentView, cancel)   // as gateways before knew it
        : server.Send(HttpMethod.Post, $"{Path(id)}/drain", drain, CliJson.Readable.DrainAgent, CliJson.Default.AgentView, cancel);

    public static Task<Reply<AgentView>> ResumeAgent(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Post($"{Path(id)}/resume", CliJson.Default.AgentView, cancel);

    public static Task<Reply<AgentView>> EditAgent(this ControlPlane server, string idOrName, EditAgent edit, CancellationToken cancel) =>
        server.Send(HttpMethod.Patch, Path(idOrName), edit, CliJson.Readable.EditAgent, CliJson.Default.AgentView, cancel);

    public static Task<Reply<Page<JsonElement>>> ListAgentEvents(this ControlPlane server, string idOrName, long limit, CancellationToken cancel) =>
        server.Get($"{Path(idOrName)}/events{new Query().Add("limit", Show.Number(limit))}", CliJson.Default.PageJsonElement, cancel);

    private static string Path(string id) => $"api/v1/agents/{Uri.EscapeDataString(id)}";
}
