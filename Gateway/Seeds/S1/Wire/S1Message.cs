using System.Text.Json;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>What crosses the socket of an S1 agent, in both directions: one envelope for everything, in which most is left out.</summary>
internal sealed record S1Message
{
    /// <summary>heartbeat, log, task_result (or result) from the agent; task, cancel_task, ack to it.</summary>
    public string? Type { get; init; }

    /// <summary>Names what its sender keeps until it is acknowledged.</summary>
    public string? MessageId { get; init; }

    /// <summary>The message that this acknowledges.</summary>
    public string? AckId { get; init; }

    /// <summary>When it was sent, in milliseconds since 1970.</summary>
    public long? Ts { get; init; }

    public string? TaskId { get; init; }

    public S1Task? Task { get; init; }

    public S1Result? Result { get; init; }

    public IReadOnlyList<S1LogLine?>? Logs { get; init; }

    /// <summary>Of a heartbeat, <see cref="S1Heartbeat"/>.</summary>
    public JsonElement? Payload { get; init; }
}
