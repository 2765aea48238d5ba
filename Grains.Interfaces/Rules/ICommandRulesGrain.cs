using Orleans.Concurrency;

namespace OrleansOps.Rules;

/// <summary>The one list of rules on what tasks run. Key: <see cref="Key"/>.</summary>
[Alias("ops.ICommandRulesGrain")]
public interface ICommandRulesGrain : IGrainWithStringKey
{
    const string Key = "rules";

    [AlwaysInterleave, Alias("Read")]
    Task<CommandRuleSet> Read();

    /// <summary>Puts others in their place. Null: the version is another one, and nothing was changed. The same rules once more change nothing.</summary>
    /// <param name="rules">All that there are to be.</param>
    /// <param name="version">The one that they are to replace.</param>
    /// <param name="by">Who says so.</param>
    [Alias("Replace")]
    Task<CommandRuleSet?> Replace(IReadOnlyList<CommandRule> rules, long version, string by);
}
