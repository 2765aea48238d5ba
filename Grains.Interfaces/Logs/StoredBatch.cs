namespace OrleansOps.Logs;

/// <summary>A batch as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("ops.StoredBatch")]
public sealed record StoredBatch
{
    [Id(0)] public required long Seq { get; init; }

    [Id(1)] public required int Records { get; init; }

    [Id(2)] public required int Attempt { get; init; }

    [Id(3)] public required LogStream Stream { get; init; }

    [Id(4)] public required long Offset { get; init; }

    /// <summary>When its first byte was written.</summary>
    [Id(5)] public required DateTimeOffset At { get; init; }

    /// <summary>Empty where <see cref="Dropped"/> stands.</summary>
    [Id(6)] public required byte[] Bytes { get; init; }

    /// <summary>What is missing from here on, if this is no output.</summary>
    [Id(7)] public LogDrop? Dropped { get; init; }

    /// <summary>Where the time changes, in pairs: from this byte on, so many milliseconds after <see cref="At"/>. Null: nowhere.</summary>
    [Id(8)] public IReadOnlyList<int>? Times { get; init; }

    /// <summary>How many secrets have a mask in the log, up to its end.</summary>
    [Id(9)] public long Masked { get; init; }

    /// <summary>Offset after it in the stream of its attempt.</summary>
    public long End => Offset + Bytes.Length + (Dropped?.Bytes ?? 0);
}
