namespace OrleansOps.Api;

/// <summary>One page of the locks that tasks have, by id.</summary>
public sealed record LockList(IReadOnlyList<LockView> Items, string? NextCursor);
