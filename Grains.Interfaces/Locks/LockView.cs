namespace OrleansOps.Locks;

/// <summary>A lock that a task has.</summary>
[GenerateSerializer, Immutable, Alias("ops.LockView")]
public sealed record LockView
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required LockHolder Holder { get; init; }

    /// <summary>The tasks that wait for it, the next one first. In lists: none.</summary>
    [Id(2)] public IReadOnlyList<LockClaim> Line { get; init; } = [];

    /// <summary>How many wait.</summary>
    [Id(3)] public required int Waiting { get; init; }
}
