namespace OrleansOps.Locks;

/// <summary>One page of a list, by id.</summary>
[GenerateSerializer, Immutable, Alias("ops.LockPage")]
public sealed record LockPage([property: Id(0)] IReadOnlyList<LockView> Items, [property: Id(1)] string? NextCursor);
