using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about tokens.</summary>
internal static class AccessCalls
{
    public static Task<Reply<WhoAmI>> WhoAmI(this ControlPlane server, CancellationToken cancel) =>
        server.Get("api/v1/whoami", CliJson.Default.WhoAmI, cancel);

    public static Task<Reply<JoinToken>> CreateJoinToken(this ControlPlane server, CreateJoinToken wanted, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, "api/v1/join-tokens", wanted, CliJson.Readable.CreateJoinToken, CliJson.Default.JoinToken, cancel);

    public static Task<Reply<NewToken>> CreateToken(this ControlPlane server, CreateToken wanted, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, "api/v1/tokens", wanted, CliJson.Readable.CreateToken, CliJson.Default.NewToken, cancel);

    public static Task<Reply<JsonElement>> ListTokens(this ControlPlane server, CancellationToken cancel) =>
        server.Get("api/v1/tokens", CliJson.Default.JsonElement, cancel);

    public static Task<Reply<JsonElement>> ListSessions(this ControlPlane server, CancellationToken cancel) =>
        server.Get("api/v1/sessions", CliJson.Default.JsonElement, cancel);

    public static Task<Reply<Page<JsonElement>>> ListAudit(this ControlPlane server, string query, string limit, string? cursor, CancellationToken cancel)
    {
        var rest = new Query().Add("limit", limit).Add("cursor", cursor).ToString();
        return server.Get($"api/v1/audit{query}{(query.Length == 0 ? rest : "&" + rest[1..])}", CliJson.Default.PageJsonElement, cancel);
    }

    public static Task EndSession(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Delete($"api/v1/sessions/{Uri.EscapeDataString(id)}", cancel);

    public static Task RevokeToken(this ControlPlane server, string id, CancellationToken cancel) =>
        server.Delete($"api/v1/tokens/{Uri.EscapeDataString(id)}", cancel);
}
