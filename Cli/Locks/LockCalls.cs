using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about locks of tasks.</summary>
internal static class LockCalls
{
    private const string Locks = "api/v1/locks";

    public static Task<Reply<LockView>> ReadLock(this ControlPlane server, string id, CancellationToken cancel) => server.Get(Path(id), CliJson.Default.LockView, cancel);

    public static Task<Reply<Page<JsonElement>>> ListLocks(this ControlPlane server, Query query, CancellationToken cancel) => server.Get($"{Locks}{query}", CliJson.Default.PageJsonElement, cancel);

    public static Task ReleaseLock(this ControlPlane server, string id, string task, CancellationToken cancel) => server.Delete($"{Path(id)}{new Query().Add("task", task)}", cancel);

    private static string Path(string id) => $"{Locks}/{Uri.EscapeDataString(id)}";
}
