namespace OrleansOps.Cli;

/// <summary>All rules on what tasks run.</summary>
internal sealed record CommandRulesView(long Version, IReadOnlyList<CommandRuleView> Rules, DateTimeOffset? ChangedAt = null, string? By = null);
