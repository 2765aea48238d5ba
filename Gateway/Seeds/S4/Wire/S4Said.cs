using System.Text.Json;

namespace OrleansOps.Seeds.S4.Wire;

/// <summary>What an S4 agent says: one shape for everything, in which most is left out.</summary>
internal sealed record S4Said
{
    /// <summary>auth, heartbeat, pong, task_log or task_result.</summary>
    public string? Type { get; init; }

    /// <summary>Of auth: the token again.</summary>
    public string? Token { get; init; }

    /// <summary>Of a heartbeat, as the document has it.</summary>
    public JsonElement? SystemInfo { get; init; }

    /// <summary>Of a heartbeat, as the program has it.</summary>
    public JsonElement? Data { get; init; }

    public string? TaskId { get; init; }

    /// <summary>Of a line: info, warning or error.</summary>
    public string? Level { get; init; }

    /// <summary>A line.</summary>
    public string? Message { get; init; }

    /// <summary>When that was, as ISO 8601.</summary>
    public string? Timestamp { get; init; }

    /// <summary>Of a result: success, failed, error, timeout or cancelled.</summary>
    public string? Status { get; init; }

    /// <summary>Below 0: the signal that ended the process, as Python says it.</summary>
    public long? ExitCode { get; init; }

    /// <summary>Of a result: all that the task printed.</summary>
    public string? Output { get; init; }

    /// <summary>Of a result: what went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>Of a result: seconds that it took.</summary>
    public double? Duration { get; init; }
}
