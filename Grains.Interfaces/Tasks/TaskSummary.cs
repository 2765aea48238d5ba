namespace OrleansOps.Tasks;

/// <summary>A task as lists show it.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskSummary")]
public sealed record TaskSummary
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string AgentId { get; init; }

    [Id(2)] public required string AgentName { get; init; }

    [Id(3)] public required TaskKind Kind { get; init; }

    [Id(4)] public required TaskPhase Phase { get; init; }

    [Id(5)] public required int Attempt { get; init; }

    [Id(6)] public required DateTimeOffset SubmittedAt { get; init; }

    [Id(7)] public DateTimeOffset? StartedAt { get; init; }

    [Id(8)] public DateTimeOffset? EndedAt { get; init; }

    [Id(9)] public int? ExitCode { get; init; }

    [Id(10)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Version of the task that this shows: an older one never replaces a newer one.</summary>
    [Id(11)] public required long Version { get; init; }

    /// <summary>The first line of what it runs that says something; at most 120 characters.</summary>
    [Id(12)] public string? Preview { get; init; }

    /// <summary>Name of the token that submitted it.</summary>
    [Id(13)] public string? SubmittedBy { get; init; }

    /// <summary>What its submitter calls it.</summary>
    [Id(14)] public string? Name { get; init; }

    /// <summary>What it used, where that is known.</summary>
    [Id(15)] public TaskUsage? Usage { get; init; }

    /// <summary>Id of the token that submitted it: several may have one name. Null where an earlier version listed the task.</summary>
    [Id(16)] public string? SubmittedById { get; init; }

    /// <summary>Of a queued task with a lock: what it waits for, unless its host knows better.</summary>
    [Id(17)] public Said? Waiting { get; init; }
}
