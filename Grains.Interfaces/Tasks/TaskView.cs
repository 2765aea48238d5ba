namespace OrleansOps.Tasks;

/// <summary>A task as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskView")]
public sealed record TaskView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required TaskSpec Spec { get; init; }

    [Id(2)] public required TaskPhase Phase { get; init; }

    /// <summary>From 1; raised when an order that was never accepted is sent again, or a lost task is started again.</summary>
    [Id(3)] public required int Attempt { get; init; }

    [Id(4)] public required DateTimeOffset SubmittedAt { get; init; }

    [Id(5)] public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the agent took it on.</summary>
    [Id(6)] public DateTimeOffset? AcceptedAt { get; init; }

    [Id(7)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The result that decided the phase.</summary>
    [Id(8)] public TaskResult? Result { get; init; }

    /// <summary>A result that came after the task had been given up. It changes nothing, but is shown.</summary>
    [Id(9)] public TaskResult? LateResult { get; init; }

    [Id(10)] public DateTimeOffset? CancelRequestedAt { get; init; }

    [Id(11)] public string? CancelRequestedBy { get; init; }

    /// <summary>Why it waits, or what happened and what can be done: a sentence for the operator.</summary>
    [Id(12)] public Said? Reason { get; init; }

    /// <summary>Raised with every change: who has seen this version waits for the next.</summary>
    [Id(13)] public required long Version { get; init; }

    /// <summary>Each time that it was handed to its agent, oldest first.</summary>
    [Id(14)] public IReadOnlyList<TaskAttempt> Attempts { get; init; } = [];
}
