namespace OrleansOps.Api;

/// <summary>The rules that fit a text.</summary>
public sealed record CommandRulesTest(IReadOnlyList<CommandRuleView> Rules);
