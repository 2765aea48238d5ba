using System.Globalization;

namespace OrleansOps.Hosting;

/// <summary>
/// <c>ops-silo</c> in a process of its own that finds what a pod finds: its variables, and the token of its service account where Kubernetes puts that, for which it has mounts of its own (that takes root).
/// </summary>
internal sealed class SiloPod : IAsyncDisposable
{
    private const string Mounted =
        """
        mount -t tmpfs none /run && mkdir -p /run/secrets/kubernetes.io && cp -r "$1" /run/secrets/kubernetes.io/serviceaccount || exit 99
        shift
        exec "$@"
        """;

    private readonly int _port = Loopback.FreePort();
    private readonly HttpClient _http;

    public SiloPod(ApiServer server, RedisServer redis, string name, string log, params string[] without)
    {
        Name = name;
        SiloPort = Loopback.FreePort();
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = Eventually.Limit };
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1",
            ["KUBERNETES_SERVICE_PORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["POD_NAME"] = name,
            ["POD_NAMESPACE"] = ApiServer.Namespace,
            ["POD_IP"] = "127.0.0.1",
            ["OPS_Cluster__Kubernetes"] = "true",
            ["OPS_Cluster__SiloPort"] = SiloPort.ToString(CultureInfo.InvariantCulture),
            ["OPS_Cluster__GatewayPort"] = Loopback.FreePort().ToString(CultureInfo.InvariantCulture),
            ["OPS_Redis__ConnectionString"] = redis.Address,
            ["OPS_Urls"] = $"http://127.0.0.1:{_port}",
        };
        foreach (var variable in without)
        {
            environment.Remove(variable);
        }

        Process = new OwnProcess(
            "unshare", ["--mount", "--propagation", "private", "sh", "-c", Mounted, "sh", server.ServiceAccount, "dotnet", Builds.Silo], log, environment);
    }

    public string Name { get; }

    public int SiloPort { get; }

    public OwnProcess Process { get; }

    /// <summary>What its <c>/readyz</c> says, with the status before it; nothing while nobody listens.</summary>
    public async Task<string> Readiness()
    {
        if (!await Loopback.Listens(_port))
        {
            return "";
        }

        using var answer = await _http.GetAsync("/readyz");
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    public Task IsReady() => Process.Until("it was ready", async () => (await Readiness()).StartsWith("200", StringComparison.Ordinal), within: TimeSpan.FromMinutes(2));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
    }
}
