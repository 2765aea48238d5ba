namespace OrleansOps.Rules;

/// <summary>All rules on what tasks run, as they stand.</summary>
[GenerateSerializer, Immutable, Alias("ops.CommandRuleSet")]
public sealed record CommandRuleSet
{
    public const int Most = 100;

    /// <summary>Before anybody has written any.</summary>
    public static readonly CommandRuleSet None = new();

    /// <summary>Raised with each change; 0: there never was one.</summary>
    [Id(0)] public long Version { get; init; }

    [Id(1)] public IReadOnlyList<CommandRule> Rules { get; init; } = [];

    [Id(2)] public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Name of the token that changed them last.</summary>
    [Id(3)] public string? By { get; init; }
}
