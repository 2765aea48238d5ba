namespace OrleansOps.Agents;

/// <summary>An agent as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.AgentView")]
public sealed record AgentView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required AgentPresence Presence { get; init; }

    /// <summary>Given by operators, with its join token or since.</summary>
    [Id(3)] public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    [Id(4)] public string? Version { get; init; }

    [Id(5)] public int Protocol { get; init; }

    [Id(6)] public int Slots { get; init; }

    /// <summary>Number of its newest session; 0 before the first.</summary>
    [Id(7)] public long Epoch { get; init; }

    [Id(8)] public required DateTimeOffset EnrolledAt { get; init; }

    [Id(9)] public DateTimeOffset? ConnectedAt { get; init; }

    [Id(10)] public DateTimeOffset? LastSeenAt { get; init; }

    [Id(11)] public HostFacts? Facts { get; init; }

    [Id(12)] public HostLoad? Load { get; init; }

    /// <summary>Tasks sent to it and not over.</summary>
    [Id(13)] public int Running { get; init; }

    /// <summary>Tasks that wait for it.</summary>
    [Id(14)] public int Queued { get; init; }

    /// <summary>It gets no new tasks.</summary>
    [Id(15)] public bool Draining { get; init; }

    /// <summary>Load averages (1 minute) of about the last five minutes, oldest first, at most 30.</summary>
    [Id(16)] public IReadOnlyList<double> Recent { get; init; } = [];

    /// <summary>What the host says of itself: nothing is chosen by it.</summary>
    [Id(17)] public IReadOnlyDictionary<string, string> HostLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>How many tasks it runs at once, at most, as an operator said; null: as many as its agent says.</summary>
    [Id(19)] public int? SlotLimit { get; init; }

    /// <summary>How many it runs at once just now.</summary>
    [Id(20)] public int SlotsNow { get; init; }

    /// <summary>Whether it runs fewer at once while it is under load.</summary>
    [Id(21)] public bool Throttle { get; init; }

    /// <summary>Why it runs fewer just now; null: it does not.</summary>
    [Id(22)] public HostPressure? Throttled { get; init; }

    /// <summary>Why it is drained, in an operator's words.</summary>
    [Id(18)] public string? DrainReason { get; init; }
}
