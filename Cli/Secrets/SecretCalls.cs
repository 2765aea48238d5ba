using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about stored secrets.</summary>
internal static class SecretCalls
{
    private const string Secrets = "api/v1/secrets";

    public static Task<Reply<SecretView>> PutSecret(this ControlPlane server, string name, PutSecret secret, CancellationToken cancel) =>
        server.Send(HttpMethod.Put, Path(name), secret, CliJson.Readable.PutSecret, CliJson.Default.SecretView, cancel);

    public static Task<Reply<SecretView>> ReadSecret(this ControlPlane server, string name, CancellationToken cancel) => server.Get(Path(name), CliJson.Default.SecretView, cancel);

    public static Task<Reply<Page<JsonElement>>> ListSecrets(this ControlPlane server, Query query, CancellationToken cancel) => server.Get($"{Secrets}{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task DeleteSecret(this ControlPlane server, string name, CancellationToken cancel) => server.Delete(Path(name), cancel);

    public static Task<Reply<ResealView>> ResealSecrets(this ControlPlane server, CancellationToken cancel) => server.Post($"{Secrets}/reseal", CliJson.Default.ResealView, cancel);

    private static string Path(string name) => $"{Secrets}/{Uri.EscapeDataString(name)}";
}
