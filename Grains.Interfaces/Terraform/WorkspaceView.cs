namespace OrleansOps.Terraform;

/// <summary>A workspace as it stands.</summary>
[GenerateSerializer, Immutable, Alias("ops.WorkspaceView")]
public sealed record WorkspaceView
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>The newest first.</summary>
    [Id(1)] public required IReadOnlyList<StateVersion> Versions { get; init; }

    /// <summary>Null: it is not locked.</summary>
    [Id(2)] public StateLock? Lock { get; init; }

    /// <summary>The last lock that was taken away from its holder.</summary>
    [Id(3)] public LockBreak? LastBreak { get; init; }

    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(5)] public required DateTimeOffset ChangedAt { get; init; }

    public StateVersion? Newest => Versions is [var newest, ..] ? newest : null;
}
