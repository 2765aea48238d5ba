namespace OrleansOps.Agents;

/// <summary>What is kept of an agent. Never changed in place.</summary>
[GenerateSerializer, Immutable, Alias("ops.AgentState")]
internal sealed record AgentState
{
    [Id(0)] public string Name { get; init; } = "";

    /// <summary>What it was enrolled with: of its join token.</summary>
    [Id(1)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where no agent is enrolled.</summary>
    [Id(2)] public DateTimeOffset? EnrolledAt { get; init; }

    /// <summary>Its credential is revoked.</summary>
    [Id(3)] public bool Removed { get; init; }

    [Id(4)] public long Epoch { get; init; }

    [Id(5)] public DateTimeOffset? ConnectedAt { get; init; }

    [Id(6)] public DateTimeOffset? LastSeenAt { get; init; }

    [Id(7)] public int Protocol { get; init; }

    [Id(8)] public string? Version { get; init; }

    [Id(9)] public int Slots { get; init; }

    [Id(10)] public HostFacts? Facts { get; init; }

    /// <summary>It gets no new tasks.</summary>
    [Id(11)] public bool Draining { get; init; }

    /// <summary>Which copy of the agent's data directory spoke last; null if it did not say.</summary>
    [Id(12)] public string? Installation { get; init; }

    /// <summary>
    /// What operators said of its labels since: set, or taken away where null. It stands above what it was enrolled with, and stays when it is enrolled again,
    /// so that nobody on the host can undo it.
    /// </summary>
    [Id(13)] public IReadOnlyDictionary<string, string?> EditedLabels { get; init; } = new Dictionary<string, string?>();

    /// <summary>What the host said of itself when it was enrolled.</summary>
    [Id(14)] public IReadOnlyDictionary<string, string> HostLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it gets none, in an operator's words.</summary>
    [Id(15)] public string? DrainReason { get; init; }

    /// <summary>How many tasks it runs at once, at most, as an operator said; null: as many as its agent says.</summary>
    [Id(16)] public int? SlotLimit { get; init; }

    /// <summary>Whether it runs fewer at once while it is under load, as an operator said; null: as the settings say.</summary>
    [Id(17)] public bool? Throttle { get; init; }

    public bool IsEnrolled => EnrolledAt is not null && !Removed;
}
