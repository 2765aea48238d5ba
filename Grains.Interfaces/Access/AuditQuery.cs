namespace OrleansOps.Access;

/// <summary>Which events of the trail are wanted.</summary>
[GenerateSerializer, Immutable, Alias("ops.AuditQuery")]
public sealed record AuditQuery
{
    [Id(0)] public DateTimeOffset? Since { get; init; }

    [Id(1)] public DateTimeOffset? Until { get; init; }

    /// <summary>Id or name of the token.</summary>
    [Id(2)] public string? By { get; init; }

    [Id(3)] public string? Action { get; init; }

    [Id(4)] public string? Target { get; init; }

    [Id(5)] public int Limit { get; init; } = 100;

    /// <summary>Id of the last event of the page before.</summary>
    [Id(6)] public string? Cursor { get; init; }

    public bool Matches(AuditEvent happened) =>
        (By is null || Same(By, happened.TokenId) || Same(By, happened.TokenName))
        && (Action is null || Same(Action, happened.Action))
        && (Target is null || Same(Target, happened.Target));

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
