using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>One time that a task was handed to its host.</summary>
public sealed record TaskAttempt
{
    public required int Number { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    [Description("When the host took it on.")]
    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    [Description("It failed, and was followed by another (retry) or would have been.")]
    public required bool Failed { get; init; }

    [Description("With which code it failed, if with one.")]
    public int? ExitCode { get; init; }

    [Description("Why it was over without deciding the task.")]
    public string? Reason { get; init; }

    [Description("What reason says as codes and values, a sentence each.")]
    public IReadOnlyList<Why>? Why { get; init; }
}
