namespace OrleansOps.Tasks;

/// <summary>One time that a task was handed to its agent.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskAttempt")]
public sealed record TaskAttempt
{
    [Id(0)] public required int Number { get; init; }

    [Id(1)] public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the agent took it on; null if it is not known to have done so.</summary>
    [Id(2)] public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When it was over, by the server's clock; null while it is not.</summary>
    [Id(3)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was over without deciding the task: a sentence for the operator.</summary>
    [Id(4)] public Said? Reason { get; init; }

    /// <summary>It was started, or may have been.</summary>
    [Id(5)] public bool Started { get; init; }

    /// <summary>The report that ended it, for which a repeated report is known.</summary>
    [Id(6)] public string? MessageId { get; init; }

    /// <summary>It failed, its report says how, and nothing of it was left.</summary>
    [Id(7)] public bool Failed { get; init; }

    /// <summary>With which code, if one ended it that failed.</summary>
    [Id(8)] public int? ExitCode { get; init; }
}
