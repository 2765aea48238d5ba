using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.Metrics;

/// <summary>
/// A real Prometheus that reads one gateway with the deployed rules. What is another than deployed is written here and nowhere else: it looks each second
/// instead of every 15, no rule waits (its for:), and a test may say which part of a machine a server must use up before somebody is told, since it
/// must not take the machine's processors and memory. The deployed waits and limits themselves are held by alerts.test.yml.
/// </summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly HttpClient _http = new();
    private OwnProcess? _process;

    /// <param name="serverShare">In place of 0.8 of the processors and 0.9 of the memory; null for these.</param>
    public static async Task<PrometheusServer> Start(Uri gateway, string tokenFile, string? serverShare = null)
    {
        var server = new PrometheusServer();
        var port = Loopback.FreePort();
        var rules = (await File.ReadAllLinesAsync(Deployed.Alerts)).Where(line => !line.TrimStart().StartsWith("for:", StringComparison.Ordinal))
            .Select(line => serverShare is null ? line : line
                .Replace("dotnet_process_cpu_count > 0.8", $"dotnet_process_cpu_count > {serverShare}", StringComparison.Ordinal)
                .Replace("ops_process_memory_limit_bytes > 0.9", $"ops_process_memory_limit_bytes > {serverShare}", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(server._files.File("alerts.yml"), rules);
        var config = (await File.ReadAllTextAsync(Path.Combine(Deployed.Prometheus, "prometheus.yml")))
            .Replace("15s", "1s", StringComparison.Ordinal)
            .Replace("/etc/prometheus/ops-token", tokenFile, StringComparison.Ordinal)
            .Replace("127.0.0.1:5180", gateway.Authority, StringComparison.Ordinal);
        await File.WriteAllTextAsync(server._files.File("prometheus.yml"), config);
        server._http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        server._process = new OwnProcess(
            "prometheus", [$"--config.file={server._files.File("prometheus.yml")}", $"--storage.tsdb.path={server._files.File("data")}", $"--web.listen-address=127.0.0.1:{port}"],
            server._files.File("prometheus"));
        return server;
    }

    /// <summary>Names of the alerts that fire.</summary>
    public async Task<IReadOnlyList<string>> Firing()
    {
        var answer = await _http.GetFromJsonAsync<JsonNode>("/api/v1/alerts");
        return [.. answer!["data"]!["alerts"]!.AsArray()
            .Where(alert => alert!["state"]!.GetValue<string>() == "firing").Select(alert => alert!["labels"]!["alertname"]!.GetValue<string>())];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _http.Dispose();
        _files.Dispose();
    }
}
