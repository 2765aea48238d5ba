namespace OrleansOps.Rules;

/// <summary>The rules as they are stored.</summary>
[GenerateSerializer, Alias("ops.CommandRulesState")]
internal sealed class CommandRulesState
{
    [Id(0)] public CommandRuleSet Set { get; set; } = CommandRuleSet.None;
}
