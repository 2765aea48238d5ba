using Microsoft.Extensions.Logging;

namespace OrleansOps.Rules;

/// <summary>The rules on what tasks run. What becomes of them is stored before it is answered.</summary>
internal sealed partial class CommandRulesGrain(
    [PersistentState("command-rules", Names.Storage)] IPersistentState<CommandRulesState> rules, TimeProvider time, ILogger<CommandRulesGrain> logger) : Grain, ICommandRulesGrain
{
    private readonly ILogger _logger = logger;

    public Task<CommandRuleSet> Read() => Task.FromResult(rules.State.Set);

    public async Task<CommandRuleSet?> Replace(IReadOnlyList<CommandRule> replacing, long version, string by)
    {
        var now = rules.State.Set;
        if (now.Rules.SequenceEqual(replacing))
        {
            return now;   // an answer was lost, and it is said once more
        }

        if (now.Version != version)
        {
            return null;
        }

        var before = rules.State;
        rules.State = new CommandRulesState { Set = new CommandRuleSet { Version = now.Version + 1, Rules = replacing, ChangedAt = time.GetUtcNow(), By = by } };
        try
        {
            await this.EndUnlessKnown(rules.WriteStateAsync());
        }
        catch
        {
            rules.State = before;
            throw;
        }

        LogChanged(rules.State.Set.Version, replacing.Count, by);
        return rules.State.Set;
    }
}
