namespace OrleansOps.Logs;

/// <summary>How far the log of an attempt is stored: what comes next must start exactly here.</summary>
[GenerateSerializer, Immutable, Alias("ops.LogMark")]
public sealed record LogMark
{
    [Id(0)] public required string TaskId { get; init; }

    [Id(1)] public required int Attempt { get; init; }

    [Id(2)] public required long NextSeq { get; init; }

    /// <summary>Bytes of standard output stored, with those that were dropped.</summary>
    [Id(3)] public required long StdoutOffset { get; init; }

    /// <summary>Bytes of standard error stored, with those that were dropped.</summary>
    [Id(4)] public required long StderrOffset { get; init; }

    /// <summary>Why the batch that this answers was refused, if it was.</summary>
    [Id(5)] public string? Problem { get; init; }

    /// <summary>How many secrets have a mask in it, of all attempts.</summary>
    [Id(6)] public long Masked { get; init; }
}
