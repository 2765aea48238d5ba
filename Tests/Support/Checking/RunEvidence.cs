namespace OrleansOps.Tests.Support;

/// <summary>Everything that a run left behind, from three sides: who submitted, what the store has, what the hosts saw.</summary>
public sealed record RunEvidence
{
    public required IReadOnlyCollection<SubmittedTask> Submitted { get; init; }

    /// <summary>By task id; a task that the store does not know is not in it.</summary>
    public required IReadOnlyDictionary<string, TaskEvidence> Tasks { get; init; }

    /// <summary>Starts of each task, noted by the tasks themselves.</summary>
    public required IReadOnlyDictionary<string, int> Starts { get; init; }

    /// <summary>Entries in the stream of results, by task.</summary>
    public required IReadOnlyDictionary<string, int> ResultEvents { get; init; }

    /// <summary>Whether the stream of results is whole, so that a missing entry counts.</summary>
    public bool ResultEventsAreWhole { get; init; } = true;

    /// <summary>Tasks that lists show as not over.</summary>
    public required IReadOnlySet<string> Open { get; init; }

    /// <summary>Tasks that the store will look at again by itself.</summary>
    public required IReadOnlySet<string> WithDueTime { get; init; }

    public IReadOnlyCollection<JournalEvidence> Journals { get; init; } = [];

    /// <summary>When this was looked at.</summary>
    public required DateTimeOffset At { get; init; }
}
