namespace OrleansOps.Terraform;

/// <summary>A workspace as it is stored. Never changed in place: a write that fails leaves what was there.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkspaceState")]
public sealed record WorkspaceState
{
    /// <summary>Of this record, from 1; 0: nothing is stored.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>The newest first.</summary>
    [Id(1)] public IReadOnlyList<StateVersion> Versions { get; init; } = [];

    [Id(2)] public StateLock? Lock { get; init; }

    [Id(3)] public LockBreak? LastBreak { get; init; }

    [Id(4)] public DateTimeOffset CreatedAt { get; init; }

    [Id(5)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>In the order in which they were submitted.</summary>
    [Id(6)] public IReadOnlyList<RunState> Runs { get; init; } = [];

    /// <summary>What of the contents in the store is named: name and number of parts.</summary>
    public IEnumerable<(string Name, int Parts)> Contents() =>
    [
        .. Versions.Select(version => (version.Content, version.Parts)),
        .. Runs.SelectMany(run => (SealedContent?[])[run.Plan?.Bundle, run.Plan?.Changes]).OfType<SealedContent>().Select(content => (content.Name, content.Parts)),
    ];
}
