using System.Text;
using System.Text.RegularExpressions;
using OrleansOps.Agents;
using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Rules;

/// <summary>Says which rules fit what a task runs. Expressions neither look back nor around, so the time is that of reading the text.</summary>
public sealed class CommandRuleMatcher
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>For one text; a rule that takes longer counts as one that fits, so that nobody gets by it with much to read.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly List<(CommandRule Rule, Regex Expression, Func<AgentView, bool> Chooses)> _rules = [];

    /// <param name="set">Rules each of which <see cref="Problem"/> finds nothing wrong with.</param>
    public CommandRuleMatcher(CommandRuleSet set)
    {
        foreach (var rule in set.Rules)
        {
            _rules.Add((rule, new Regex(rule.Expression, Options, Limit), rule.On is null ? _ => true : HostExpression.Parse(rule.On).Chooses ?? (_ => true)));
        }
    }

    public bool IsEmpty => _rules.Count == 0;

    /// <summary>Why an expression is none that a rule can have, with the place; null if it is one.</summary>
    public static string? Problem(string expression)
    {
        try
        {
            _ = new Regex(expression, Options, Limit);
            return null;
        }
        catch (RegexParseException odd)
        {
            return $"at character {odd.Offset + 1}: {odd.Message}";
        }
        catch (NotSupportedException)
        {
            return "it looks back or around, or refers to what it found before, which rules cannot";
        }
    }

    /// <summary>Those that fit a task of this host: its script, its program with its arguments, or what it reads on standard input.</summary>
    public IReadOnlyList<CommandRule> Fitting(TaskSpec task, AgentView host) => Fitting(Texts(task), host);

    /// <summary>Those that fit a text, on this host; null: whatever the host.</summary>
    public IReadOnlyList<CommandRule> Fitting(string text, AgentView? host) => Fitting([text], host);

    private List<CommandRule> Fitting(List<string> texts, AgentView? host) =>
        [.. _rules.Where(one => (host is null || one.Chooses(host)) && texts.Exists(text => Fits(one.Expression, text))).Select(one => one.Rule)];

    private static bool Fits(Regex expression, string text)
    {
        try
        {
            return expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    // Bytes that are no text become marks that stand for nothing; what can be read of them is looked at.
    private static List<string> Texts(TaskSpec task) =>
    [
        .. task.Script is { } script ? (string[])[Encoding.UTF8.GetString(script)] : [],
        .. task.Argv.Count > 0 ? (string[])[string.Join(' ', task.Argv)] : [],
        .. task.Stdin is { Length: > 0 } stdin ? (string[])[Encoding.UTF8.GetString(stdin)] : [],
    ];
}
