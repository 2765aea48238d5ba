using OrleansOps.Agents;

namespace OrleansOps.Logs;

/// <summary>A run of bytes of one output stream, or word of bytes that are missing, on its way from the agent's socket to the store.</summary>
[GenerateSerializer, Immutable, Alias("ops.LogBatch")]
public sealed record LogBatch
{
    [Id(0)] public required string TaskId { get; init; }

    [Id(1)] public required int Attempt { get; init; }

    /// <summary>Sequence number of its first record, from 1.</summary>
    [Id(2)] public required long Seq { get; init; }

    /// <summary>How many records its bytes make; counted by the gateway.</summary>
    [Id(3)] public required int Records { get; init; }

    [Id(4)] public required LogStream Stream { get; init; }

    /// <summary>Offset of the first byte in the stream of this attempt.</summary>
    [Id(5)] public required long Offset { get; init; }

    /// <summary>When its first byte was written.</summary>
    [Id(6)] public required DateTimeOffset At { get; init; }

    /// <summary>1 byte to 64 KiB; empty where <see cref="Dropped"/> stands.</summary>
    [Id(7)] public required byte[] Bytes { get; init; }

    /// <summary>Who sent it.</summary>
    [Id(8)] public required string AgentId { get; init; }

    /// <summary>The socket it came from: told how far the log is stored.</summary>
    [Id(9)] public required IAgentConnection Source { get; init; }

    /// <summary>What is missing from here on, if this is no output.</summary>
    [Id(10)] public LogDrop? Dropped { get; init; }

    /// <summary>Where the time changes, in pairs: from this byte on, so many milliseconds after <see cref="At"/>. Null: nowhere.</summary>
    [Id(11)] public IReadOnlyList<int>? Times { get; init; }

    /// <summary>How far the attempt's other stream goes before it; null where the agent does not say.</summary>
    [Id(12)] public long? Beside { get; init; }

    /// <summary>How many secrets begin in it, over which its agent put a mask.</summary>
    [Id(13)] public int Masked { get; init; }

    /// <summary>
    /// Names it, 1 to 160 characters, where the agent does not count its output and may send it again without knowing where it stands: kept with the
    /// log, so that it is found again. Null: its numbers name it.
    /// </summary>
    [Id(14)] public string? MessageId { get; init; }

    /// <summary>Offset after it in the stream of this attempt.</summary>
    public long End => Offset + Bytes.Length + (Dropped?.Bytes ?? 0);
}
