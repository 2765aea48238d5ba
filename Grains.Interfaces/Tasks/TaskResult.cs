using OrleansOps.Logs;

namespace OrleansOps.Tasks;

/// <summary>How an attempt ended, as the agent reported it.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskResult")]
public sealed record TaskResult
{
    /// <summary>The same for every repeat of the report; stored in the same write as the result.</summary>
    [Id(0)] public required string MessageId { get; init; }

    [Id(1)] public required int Attempt { get; init; }

    [Id(2)] public required TaskOutcome Outcome { get; init; }

    /// <summary>The root process's exit code; null if a signal ended it or it never started.</summary>
    [Id(3)] public int? ExitCode { get; init; }

    [Id(4)] public int? Signal { get; init; }

    [Id(5)] public DateTimeOffset? StartedAt { get; init; }

    [Id(6)] public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Bytes of standard output in the log.</summary>
    [Id(7)] public long StdoutBytes { get; init; }

    /// <summary>Bytes of standard error in the log.</summary>
    [Id(8)] public long StderrBytes { get; init; }

    /// <summary>Processes of the task that lived on after its root.</summary>
    [Id(9)] public int ProcessesLeft { get; init; }

    /// <summary>A sentence for the operator.</summary>
    [Id(10)] public string? Note { get; init; }

    /// <summary>Bytes of standard output that the log lacks; a marker in it says where and why.</summary>
    [Id(11)] public long StdoutDropped { get; init; }

    /// <summary>Bytes of standard error that the log lacks.</summary>
    [Id(12)] public long StderrDropped { get; init; }

    /// <summary>What it used; null where nothing ran, nobody saw its end, or its agent is too old to say.</summary>
    [Id(13)] public TaskUsage? Usage { get; init; }

    /// <summary>When its host did what came before its start; null: not told.</summary>
    [Id(14)] public TaskTimes? Times { get; init; }

    /// <summary>Why it failed, where the rest does not say it: a number of docs/errors.md.</summary>
    [Id(15)] public int? Failure { get; init; }

    /// <summary>By which means its limits were held; null: it has none, or never started.</summary>
    [Id(18)] public LimitsHeld? LimitsHeld { get; init; }

    /// <summary>What it set as its outputs, names and values; null: nothing.</summary>
    [Id(19)] public IReadOnlyDictionary<string, string>? Outputs { get; init; }

    /// <summary>What it has brought into the store; null: nothing.</summary>
    [Id(40)] public IReadOnlyList<TaskArtifact>? Artifacts { get; init; }

    /// <summary>Bytes that the task printed to a stream: in the log or dropped.</summary>
    public long Printed(LogStream stream) => stream == LogStream.Stdout ? StdoutBytes + StdoutDropped : StderrBytes + StderrDropped;
}
