using System.ComponentModel;
using OrleansOps.Agents;

namespace OrleansOps.Api;

/// <summary>A host as it stands.</summary>
public sealed record AgentView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required AgentState State { get; init; }

    [Description("Given by operators, with the join token or since: hosts are found by them.")]
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    [Description("What the host said of itself when it was enrolled. Only shown.")]
    public IReadOnlyDictionary<string, string>? HostLabels { get; init; }

    public string? Version { get; init; }

    public required int Protocol { get; init; }

    [Description("How many tasks it runs at once by its own setting.")]
    public required int Slots { get; init; }

    [Description("How many it runs at once, at most, as an operator said; left out where nobody did.")]
    public int? SlotLimit { get; init; }

    [Description("How many it runs at once just now.")]
    public required int SlotsNow { get; init; }

    [Description("Whether it runs fewer at once while it is under load.")]
    public required bool Throttle { get; init; }

    [Description("Why it runs fewer just now; left out where it does not.")]
    public HostPressure? Throttled { get; init; }

    [Description("Number of its newest session; 0 before the first.")]
    public required long Epoch { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    public DateTimeOffset? ConnectedAt { get; init; }

    public DateTimeOffset? LastSeenAt { get; init; }

    public HostFacts? Facts { get; init; }

    public HostLoad? Load { get; init; }

    [Description("Tasks sent to it and not over.")]
    public required int Running { get; init; }

    [Description("Tasks that wait for it.")]
    public required int Queued { get; init; }

    [Description("It gets no new tasks.")]
    public required bool Draining { get; init; }

    [Description("Why, in an operator's words.")]
    public string? DrainReason { get; init; }

    public double? CpuPercent { get; init; }

    [Description("Load averages (1 minute) of about the last five minutes, 10 s apart, oldest first, at most 30.")]
    public required IReadOnlyList<double> Recent { get; init; }
}
