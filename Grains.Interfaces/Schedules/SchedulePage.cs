namespace OrleansOps.Schedules;

/// <summary>One page of a list, by id.</summary>
[GenerateSerializer, Immutable, Alias("ops.SchedulePage")]
public sealed record SchedulePage([property: Id(0)] IReadOnlyList<ScheduleSummary> Items, [property: Id(1)] string? NextCursor);
