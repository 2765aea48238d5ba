using OrleansOps.HostAgent.Configuration;
using Serilog.Events;

namespace OrleansOps.AgentTests.Configuration;

/// <summary>Fleets of older agents keep their files, their units and their start command (docs/seeds.md).</summary>
public sealed class SeedSettingsTests
{
    private const string NestedFile = """
        connection:
          agent_server_url: "wss://agents.example.org/ws"
          agent_server_backup_url: "wss://backup.example.org/ws"
          ws_backoff_initial_ms: 1000
          ws_backoff_max_ms: 30000
          ws_max_retries: 6
          ws_outbox_max_size: 1000
        identification:
          agent_token: "join-once"
          agent_name: "my-agent"
          host_id: 123
        logging:
          log_dir: "/var/log/agent"
          log_level: "warn"
          log_max_size: 20
          log_max_files: 4
          log_max_age: 7
          log_batch_size: 200
          log_flush_interval: 200
        task:
          heartbeat_interval: 10
          max_concurrent_tasks: 9
          max_execution_time_sec: 7200
        resource_limit:
          bandwidth_limit: 0
        resource_adaptive:
          enabled: false
          sample_interval_sec: 5
          cpu_high: 75
          min_factor: 0.3
        """;

    private const string FlatFile = """
        agent_server_url: "wss://agents.example.org"
        agent_server_backup_url: "wss://backup.example.org"
        ws_backoff_initial_ms: 1000
        ws_max_retries: 6
        agent_token: "join-once"
        agent_name: "my-agent"
        log_dir: "/var/log/agent"
        log_level: "warn"
        log_max_size: 20        # MB
        log_max_files: 4
        log_max_age: 7
        task:
          max_concurrent_tasks: 9
        """;

    [Theory]
    [InlineData(NestedFile, 14)]
    [InlineData(FlatFile, 2)]
    public void S1_ItsFile_NestedOrFlat_SetsWhatWeHave_AndTellsTheRest(string text, int notes)
    {
        using var file = new SettingsText(text);

        var read = file.Read();

        Assert.Equal(Whole(), Essence(read.Options));
        Assert.True(read.Notes.Count == notes, string.Join('\n', read.Notes));
        Assert.All(read.Notes, note => Assert.Matches(@"^\S+:\d+ \(\S+, of S1\) is not used here: .*\w\.$", note));
    }

    [Fact]
    public void S1_ItsVariables_GoBeforeItsFile_AndOursBeforeThem()
    {
        using var file = new SettingsText("agent_server_url: wss://file.example.org\ntask:\n  max_concurrent_tasks: 2\n");

        var read = file.Read(
            ("AGENT_CONNECTION_AGENT_SERVER_URL", "wss://agents.example.org/ws"),
            ("AGENT_CONNECTION_AGENT_SERVER_BACKUP_URL", "wss://backup.example.org"),
            ("AGENT_IDENTIFICATION_AGENT_TOKEN", "join-once"),
            ("AGENT_IDENTIFICATION_AGENT_NAME", "my-agent"),
            ("AGENT_LOGGING_LOG_DIR", "/var/log/agent"),
            ("AGENT_LOGGING_LOG_LEVEL", "error"),
            ("OPS_AGENT_LOG_LEVEL", "Warning"),
            ("AGENT_LOGGING_LOG_MAX_SIZE", "20"),
            ("AGENT_LOGGING_LOG_MAX_FILES", "4"),
            ("AGENT_LOGGING_LOG_MAX_AGE", "7"),
            ("AGENT_TASK_MAX_CONCURRENT_TASKS", "9"),
            ("AGENT_RESOURCE_ADAPTIVE_ENABLED", "true"));

        Assert.Equal(Whole(), Essence(read.Options));
        Assert.Equal(
            [
                "AGENT_RESOURCE_ADAPTIVE_ENABLED (of S1) is not used here: an operator has the host give way under load (--throttle), with limits that the control plane says for all.",
                "AGENT_LOGGING_LOG_LEVEL (of S1) is not used: OPS_AGENT_LOG_LEVEL sets log_level too, and goes before it.",
            ],
            read.Notes);
    }

    [Fact]
    public void S3_ItsVariablesAndItsFile()
    {
        using var file = new SettingsText("""
            agent_id: "agent-001"
            version: "1.0.0"
            heartbeat:
              socket_path: "/tmp/daemon.sock"
              interval: 30s
            http:
              port: 8081
              host: "0.0.0.0"
            log:
              level: "debug"
              file: ""
              format: "json"
            """);

        var (fromFile, fromVariables) = (file.Read(), SettingsText.Read(null, ("AGENT_AGENT_ID", "agent-002"), ("AGENT_HEARTBEAT_INTERVAL", "30s"), ("AGENT_HTTP_PORT", "8081"), ("AGENT_LOG_LEVEL", "error")));

        Assert.Equal(("agent-001", LogEventLevel.Debug, true, 5), (fromFile.Options.Name, fromFile.Options.LogLevel, fromFile.Options.LogsJson, fromFile.Notes.Count));
        Assert.Equal(("agent-002", LogEventLevel.Error, 2), (fromVariables.Options.Name, fromVariables.Options.LogLevel, fromVariables.Notes.Count));
    }

    [Fact]
    public void S4_ItsFile()
    {
        using var file = new SettingsText("""
            server:
              url: "ws://localhost:8000/ws/agent"
            logging:
              level: "INFO"
              max_size: 10485760  # 10MB
              backup_count: 5
            task:
              max_concurrent: 1
              timeout: 3600
              cleanup:
                keep_tasks: 10
                keep_days: 7
            monitor:
              interval: 5
            """);

        var read = file.Read();

        Assert.Equal(
            ("http://localhost:8000", LogEventLevel.Information, 10_485_760L, 6, 1, 4),
            (read.Options.Server, read.Options.LogLevel, read.Options.LogFileBytes, read.Options.LogFiles, read.Options.Slots, read.Notes.Count));
    }

    [Theory]
    [InlineData("https://iac.example.org", null, null, "https://iac.example.org")]
    [InlineData("127.0.0.1", null, null, "http://127.0.0.1:8080")]
    [InlineData("iac.example.org", "https", "8443", "https://iac.example.org:8443")]
    [InlineData("127.0.0.1:9000", null, "8443", "http://127.0.0.1:9000")]
    public void S5_ItsVariables_WithAWholeAddressOrAHost(string endpoint, string? protocol, string? port, string server)
    {
        var read = SettingsText.Read(
            null,
            ("IAC_API_ENDPOINT", endpoint), ("IAC_AGENT_PROTOCOL", protocol ?? ""), ("SERVER_PORT", port ?? ""),
            ("IAC_AGENT_TOKEN", "join-once"), ("IAC_AGENT_NAME", "agent-01"), ("IAC_POOL_ID", "pool-prod"), ("IAC_MAX_PLAN_CONCURRENCY", "3"), ("IAC_LOG_LEVEL", "info"), ("IAC_LOG_FILE", "stdout"));

        Assert.Equal((server, "join-once", "agent-01", null), (read.Options.Server, read.Options.JoinToken, read.Options.Name, read.Options.LogFile));
        Assert.Equal(2, read.Notes.Count);
    }

    [Fact]
    public void AWrongValue_IsRefusedUnderTheNameThatItHas()
    {
        using var file = new SettingsText("task:\n  max_concurrent_tasks: lots\nlog_max_size: [1]\n");

        Assert.Equal(
            ["FILE:3: 'log_max_size' takes one value, no list.", "FILE:2 (task.max_concurrent_tasks, of S1): slots cannot be 'lots'; it must be a whole number from 1 to 1000."],
            file.Refused());
    }

    [Fact]
    public void EveryName_BelongsToOneSetting()
    {
        var names = SeedSettings.All.SelectMany(seed => seed.Names).Concat(AgentSettings.All.Select(setting => setting.Key)).ToList();

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
    }

    [Fact]
    public async Task S1_ItsStartCommandAndFile_EnrolThisHostAndRunIt()
    {
        await using var gateway = await TestGateway.Start();
        using var file = new SettingsText($"""
            connection:
              agent_server_url: "ws://127.0.0.1:{gateway.Address.Port}/ws"
            identification:
              agent_token: "{TestGateway.JoinToken}"
              agent_name: "my-agent"
            task:
              heartbeat_interval: 10
            """);
        using var data = new TemporaryDirectory();

        await using var agent = AgentProcess.StartWith(
            ["start"], new Dictionary<string, string>(StringComparer.Ordinal) { ["AGENT_CONFIG_FILE"] = file.Path, ["OPS_AGENT_DATA"] = Path.Join(data.Path, "data"), ["OPS_AGENT_LOG_FILE"] = Path.Join(data.Path, "agent.log") });
        await gateway.UntilConnected();

        Assert.Equal("my-agent", Assert.Single(gateway.Enrolments).Name);
        var log = await File.ReadAllTextAsync(Path.Join(data.Path, "agent.log"));
        Assert.Contains($"{file.Path}:7 (task.heartbeat_interval, of S1) is not used here: the gateway says how often.", log, StringComparison.Ordinal);
        Assert.Contains($"Enrolled as {TestGateway.AgentId}", log, StringComparison.Ordinal);
        Assert.DoesNotContain(TestGateway.JoinToken, log, StringComparison.Ordinal);
    }

    private static object Whole() => ("https://agents.example.org,https://backup.example.org", "join-once", "my-agent", "/var/log/agent/agent.log", LogEventLevel.Warning, 20L << 20, (5, 7, 9));

    private static object Essence(AgentOptions options) =>
        (options.Server!, options.JoinToken!, options.Name!, options.LogFile!, options.LogLevel, options.LogFileBytes, (options.LogFiles, options.LogDays, options.Slots));
}
