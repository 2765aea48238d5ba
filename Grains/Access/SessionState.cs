namespace OrleansOps.Access;

/// <summary>A session as it is stored: the hash of its secret, never the secret.</summary>
[GenerateSerializer, Immutable, Alias("ops.SessionState")]
internal sealed record SessionState
{
    /// <summary>Null where there is no session.</summary>
    [Id(0)] public SessionSpec? Spec { get; init; }

    [Id(1)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Written down now and then, not with every use.</summary>
    [Id(2)] public DateTimeOffset LastSeenAt { get; init; }
}
