namespace OrleansOps.Seeds.S4.Wire;

/// <summary>What an S4 agent is told: one shape for everything, in which most is left out.</summary>
internal sealed record S4Told
{
    /// <summary>welcome, auth_success, heartbeat_ack, ping, task, cancel_task or token_invalid.</summary>
    public required string Type { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public string? EnvironmentId { get; init; }

    public string? EnvironmentName { get; init; }

    public string? TaskId { get; init; }

    public string? Command { get; init; }

    public string? WorkDir { get; init; }

    /// <summary>Seconds until it may connect again.</summary>
    public int? ReconnectDelay { get; init; }

    public IReadOnlyDictionary<string, string>? EnvVars { get; init; }

    /// <summary>Seconds that the task may run.</summary>
    public long? Timeout { get; init; }

    public string? ServerTime { get; init; }

    public string? Timestamp { get; init; }
}
