namespace OrleansOps.Locks;

/// <summary>A lock as it is stored. Never changed in place: a write that fails leaves what was there.</summary>
[GenerateSerializer, Immutable, Alias("ops.LockState")]
public sealed record LockState
{
    public static readonly LockState Free = new();

    /// <summary>Of this record; 0: nothing is stored. A lock that is taken anew has higher ones than before: they go on from the time, in milliseconds.</summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>Null: nobody has it, and nobody waits.</summary>
    [Id(1)] public LockHolder? Holder { get; init; }

    /// <summary>The tasks that wait, the one that was submitted first at its head.</summary>
    [Id(2)] public IReadOnlyList<LockClaim> Line { get; init; } = [];

    public LockView View(string id) => new() { Id = id, Holder = Holder!, Line = Line, Waiting = Line.Count };
}
