namespace OrleansOps.Rules;

/// <summary>What a rule does with a task that it fits. Stored: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.CommandRuleAction")]
public enum CommandRuleAction
{
    /// <summary>It is run, and says that the rule fits.</summary>
    Warn = 0,

    /// <summary>It is refused.</summary>
    Block = 1,
}
