namespace OrleansOps.Cli;

/// <summary>The rules that fit a text.</summary>
internal sealed record CommandRulesTest(IReadOnlyList<CommandRuleView> Rules);
