using System.Globalization;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about Terraform workspaces.</summary>
internal static class WorkspaceCalls
{
    private const string Workspaces = "api/v1/terraform/workspaces";

    public static Task<Reply<Page<JsonElement>>> ListWorkspaces(this ControlPlane server, Query query, CancellationToken cancel) =>
        server.Get($"{Workspaces}{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task<Reply<WorkspaceView>> ReadWorkspace(this ControlPlane server, string id, CancellationToken cancel) => server.Get(Path(id), CliJson.Default.WorkspaceView, cancel);

    public static Task<Reply<Page<JsonElement>>> ListStateVersions(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Get($"{Path(id)}/versions", CliJson.Default.PageJsonElement, cancel);

    /// <summary>Opens the content of a version; of the newest where none is named. The caller disposes the answer.</summary>
    public static Task<HttpResponseMessage> OpenState(this ControlPlane server, string id, long? serial, CancellationToken stall, CancellationToken cancel) => server.Exchange(
        () => new HttpRequestMessage(
            HttpMethod.Get,
            serial is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Path(id)}/versions/{number}") : $"api/v1/terraform/state/{Uri.EscapeDataString(id)}"),
        stall, cancel);

    public static Task<Reply<StateVersionView>> RollBack(this ControlPlane server, string id, long serial, CancellationToken cancel) => server.Send(
        HttpMethod.Post, $"{Path(id)}/rollback", new RollBackWorkspace(serial), CliJson.Readable.RollBackWorkspace, CliJson.Default.StateVersionView, cancel);

    public static Task BreakLock(this ControlPlane server, string id, string lockId, string reason, CancellationToken cancel) =>
        server.Delete($"{Path(id)}/lock{new Query().Add("lock", lockId).Add("reason", reason)}", cancel);

    public static Task DeleteWorkspace(this ControlPlane server, string id, CancellationToken cancel) => server.Delete(Path(id), cancel);

    private static string Path(string id) => $"{Workspaces}/{Uri.EscapeDataString(id)}";
}
