namespace OrleansOps.Protocol;

/// <summary>
/// When the host did what comes before a task's start, by its clock: the server makes spans of it. Only told of a task whose trace is recorded,
/// and by the life of the agent that did it.
/// </summary>
/// <param name="ReceivedAt">The order came.</param>
/// <param name="JournaledAt">It was on disk.</param>
/// <param name="SlotAt">It had its slot, and its process was asked for.</param>
public sealed record TaskTimes(DateTimeOffset ReceivedAt, DateTimeOffset JournaledAt, DateTimeOffset SlotAt);
