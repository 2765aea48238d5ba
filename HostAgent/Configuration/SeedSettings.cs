namespace OrleansOps.HostAgent.Configuration;

/// <summary>
/// The settings of older agents that are read as ours, so that a fleet keeps the files and units that it has. What they set and we have not is
/// told at the start and is no error: a host must not stay away because its file says something more. A key that nobody knows is one.
/// </summary>
internal static class SeedSettings
{
    private const string BackOff = "it waits a random time below a bound that doubles from 1 s to 30 s, and tries again without end";
    private const string Throttle = "an operator has the host give way under load (--throttle), with limits that the control plane says for all";
    private const string OwnDirectory = "a task's directory of its own goes with the task";
    private const string Supervised = "the agent has its own connection to the gateway, and answers no HTTP";

    /// <summary>All of them, those first that go before others where two set the same.</summary>
    public static IReadOnlyList<SeedSetting> All { get; } = [.. OfS1(), .. OfS5(), .. OfS3(), .. OfS4()];

    private static IEnumerable<SeedSetting> OfS1() =>
    [
        Flat("connection", "agent_server_url", AgentSettings.Server) with { Convert = (text, _) => SeedValues.Server(text) },
        Flat("connection", "agent_server_backup_url", AgentSettings.Server) with { Convert = (text, _) => SeedValues.Server(text) },
        Flat("connection", "ws_backoff_initial_ms", null, BackOff),
        Flat("connection", "ws_backoff_max_ms", null, BackOff),
        Flat("connection", "ws_max_retries", null, BackOff),
        Flat("connection", "ws_outbox_max_size", null, "output and results stay on disk until the gateway has stored them"),
        Flat("connection", "ws_enable_compression", null, "messages are not compressed"),
        Flat("identification", "agent_token", AgentSettings.JoinToken),
        Flat("identification", "agent_name", AgentSettings.Name),
        Flat("identification", "host_id", null, "an operator gives the host the label host_id"),
        Flat("logging", "log_dir", AgentSettings.LogFile) with { Convert = (text, _) => SeedValues.LogIn(text) },
        Nested("logging", "log_level", AgentSettings.LogLevel),
        Flat("logging", "log_max_size", AgentSettings.LogFileSize) with { Convert = (text, _) => SeedValues.Megabytes(text) },
        Flat("logging", "log_max_files", AgentSettings.LogFiles) with { Convert = (text, _) => SeedValues.OldFiles(text) },
        Flat("logging", "log_max_age", AgentSettings.LogDays),
        Nested("logging", "log_format", AgentSettings.LogFormat),
        Flat("logging", "log_report_caller", null, "lines of the log name no line of source"),
        Flat("logging", "log_batch_size", null, "output is sent as it is written"),
        Flat("logging", "log_flush_interval", null, "output is sent as it is written"),
        Nested("task", "heartbeat_interval", null, "the gateway says how often"),
        Nested("task", "max_concurrent_tasks", AgentSettings.Slots),
        Nested("task", "max_execution_time_sec", null, "each task has a time limit of its own"),
        Nested("resource_limit", "bandwidth_limit", null, "each transfer has a limit of its own"),
        .. ((string[])["enabled", "sample_interval_sec", "cpu_high", "cpu_low", "load_high_factor", "load_low_factor", "min_factor", "step", "cooldown_sec", "min_bandwidth_mb"])
            .Select(name => Nested("resource_adaptive", name, null, Throttle)),
    ];

    private static IEnumerable<SeedSetting> OfS3() =>
    [
        new("S3", ["agent_id"], "AGENT_AGENT_ID", AgentSettings.Name),
        new("S3", ["version"], null, null, "the version is that of the program"),
        new("S3", ["heartbeat.socket_path"], "AGENT_HEARTBEAT_SOCKET_PATH", null, Supervised),
        new("S3", ["heartbeat.interval"], "AGENT_HEARTBEAT_INTERVAL", null, "the gateway says how often"),
        new("S3", ["http.port"], "AGENT_HTTP_PORT", null, Supervised),
        new("S3", ["http.host"], null, null, Supervised),
        new("S3", ["log.level"], "AGENT_LOG_LEVEL", AgentSettings.LogLevel),
        new("S3", ["log.file"], null, AgentSettings.LogFile) { Convert = (text, _) => SeedValues.LogFile(text) },
        new("S3", ["log.format"], null, AgentSettings.LogFormat),
    ];

    private static IEnumerable<SeedSetting> OfS4() =>
    [
        new("S4", ["server.url"], null, AgentSettings.Server) { Convert = (text, _) => SeedValues.Server(text) },
        new("S4", ["logging.level"], null, AgentSettings.LogLevel),
        new("S4", ["logging.max_size"], null, AgentSettings.LogFileSize),
        new("S4", ["logging.backup_count"], null, AgentSettings.LogFiles) { Convert = (text, _) => SeedValues.OldFiles(text) },
        new("S4", ["task.max_concurrent"], null, AgentSettings.Slots),
        new("S4", ["task.timeout"], null, null, "each task has a time limit of its own"),
        new("S4", ["task.cleanup.keep_tasks"], null, null, OwnDirectory),
        new("S4", ["task.cleanup.keep_days"], null, null, OwnDirectory),
        new("S4", ["monitor.interval"], null, null, "the gateway says how often"),
    ];

    private static IEnumerable<SeedSetting> OfS5() =>
    [
        new("S5", [], "IAC_API_ENDPOINT", AgentSettings.Server) { Convert = SeedValues.Endpoint },
        new("S5", [], "IAC_AGENT_TOKEN", AgentSettings.JoinToken),
        new("S5", [], "IAC_AGENT_NAME", AgentSettings.Name),
        new("S5", [], "IAC_POOL_ID", null, "hosts are chosen by their labels"),
        new("S5", [], "IAC_MAX_PLAN_CONCURRENCY", null, "slots says how many tasks of every kind run at once"),
        new("S5", [], "IAC_LOG_LEVEL", AgentSettings.LogLevel),
        new("S5", [], "IAC_LOG_FILE", AgentSettings.LogFile) { Convert = (text, _) => SeedValues.LogFile(text) },
    ];

    private static SeedSetting Nested(string section, string name, Setting? means, string says = "") =>
        new("S1", [$"{section}.{name}"], $"AGENT_{section}_{name}".ToUpperInvariant(), means, says);

    /// <summary>Its older files have it without its section too.</summary>
    private static SeedSetting Flat(string section, string name, Setting? means, string says = "") =>
        Nested(section, name, means, says) with { Names = [$"{section}.{name}", name] };
}
