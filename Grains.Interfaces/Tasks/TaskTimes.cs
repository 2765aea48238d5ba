namespace OrleansOps.Tasks;

/// <summary>When a host did what comes before a task's start, by its clock.</summary>
/// <param name="ReceivedAt">The order came.</param>
/// <param name="JournaledAt">It was on disk.</param>
/// <param name="SlotAt">It had its slot, and its process was asked for.</param>
[GenerateSerializer, Immutable, Alias("ops.TaskTimes")]
public sealed record TaskTimes(
    [property: Id(0)] DateTimeOffset ReceivedAt,
    [property: Id(1)] DateTimeOffset JournaledAt,
    [property: Id(2)] DateTimeOffset SlotAt);
