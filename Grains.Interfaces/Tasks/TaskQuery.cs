namespace OrleansOps.Tasks;

/// <summary>Which tasks to list, newest first. A null filter lets everything through.</summary>
[GenerateSerializer, Immutable, Alias("ops.TaskQuery")]
public sealed record TaskQuery
{
    [Id(0)] public string? AgentId { get; init; }

    [Id(1)] public TaskPhase? Phase { get; init; }

    /// <summary>True: only tasks that are not over; false: only those that are.</summary>
    [Id(2)] public bool? Open { get; init; }

    [Id(3)] public KeyValuePair<string, string>? Label { get; init; }

    /// <summary>1 to 500.</summary>
    [Id(4)] public int Limit { get; init; } = 100;

    /// <summary>From the page before; null for the first.</summary>
    [Id(5)] public string? Cursor { get; init; }

    /// <summary>Tasks in any of these phases.</summary>
    [Id(6)] public IReadOnlyList<TaskPhase>? Phases { get; init; }

    /// <summary>A part of the agent's name, of the task's id, of its name or of its preview, in upper or lower case.</summary>
    [Id(7)] public string? Text { get; init; }

    /// <summary>Submitted then or later.</summary>
    [Id(8)] public DateTimeOffset? Since { get; init; }

    /// <summary>Submitted before.</summary>
    [Id(9)] public DateTimeOffset? Until { get; init; }

    /// <summary>Name of the token that submitted it.</summary>
    [Id(10)] public string? SubmittedBy { get; init; }

    /// <summary>Id of that token. Tasks of which it is not known go by the name.</summary>
    [Id(11)] public string? SubmittedById { get; init; }
}
