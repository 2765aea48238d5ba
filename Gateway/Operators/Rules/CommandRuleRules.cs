using System.Globalization;
using System.Text;
using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Protocol;
using OrleansOps.Rules;

namespace OrleansOps.Operators.Rules;

/// <summary>What rules on commands must be like. What is broken names the rule, its field and its place; nothing is stored then.</summary>
internal static class CommandRuleRules
{
    /// <summary>The first thing that is broken, or null.</summary>
    public static Refusal? Broken(Api.PutCommandRules rules)
    {
        if (rules.Version is null or < 0)
        {
            return Refusal.Bad(Api.ProblemCodes.MissingField, "version", "'version' must say which rules these are to replace: the version that was read, 0 if there never were any.");
        }

        if (rules.Rules is not { } list || list.Count > CommandRuleSet.Most)
        {
            return Refusal.Bad(Api.ProblemCodes.OutOfRange, "rules", string.Create(CultureInfo.InvariantCulture, $"'rules' must be a list of 0 to {CommandRuleSet.Most} rules. Join some with '|'."));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return list.Select((rule, place) => Broken(rule, names) is { } broken ? At(broken, rule, place) : null).FirstOrDefault(broken => broken is not null);
    }

    public static Refusal? Broken(Api.TestCommandRules test) => test.Text is { } text && Encoding.UTF8.GetByteCount(text) <= Limits.ScriptBytes
        ? null
        : Refusal.Bad(Api.ProblemCodes.ScriptTooLarge, "text", $"'text' must be what would be run, of at most {Limits.ScriptBytes} bytes.");

    private static Refusal At(Refusal broken, Api.PutCommandRule? rule, int place) => broken with
    {
        Field = string.Create(CultureInfo.InvariantCulture, $"rules[{place}].{broken.Field}"),
        Detail = string.Create(CultureInfo.InvariantCulture, $"Rule {place + 1}{(rule?.Name is { Length: > 0 and <= CommandRule.NameLength } name && ShownText.IsPrintable(name) ? $" ('{name}')" : "")}: {broken.Detail}"),
    };

    private static Refusal? Broken(Api.PutCommandRule? rule, HashSet<string> names) => rule switch
    {
        null => Refusal.Bad(Api.ProblemCodes.InvalidValue, "name", "it is null. Send a rule, or leave it out."),
        { Name: not { Length: > 0 and <= CommandRule.NameLength } } => BadName(),
        { Name: var name } when string.IsNullOrWhiteSpace(name) || !ShownText.IsPrintable(name) => BadName(),
        { Name: var name } when !names.Add(name) => Refusal.Bad(Api.ProblemCodes.GivenTwice, "name", "another rule is called so. Choose another name."),
        { Expression: not { Length: > 0 and <= CommandRule.ExpressionLength } } =>
            Refusal.Bad(Api.ProblemCodes.InvalidPattern, "expression", $"'expression' must be a regular expression of 1 to {CommandRule.ExpressionLength} characters."),
        { Expression: var expression } when CommandRuleMatcher.Problem(expression) is { } odd => Refusal.Bad(Api.ProblemCodes.InvalidPattern, "expression", $"'expression' cannot be read: {odd}."),
        { Action: null } => Refusal.Bad(Api.ProblemCodes.MissingField, "action", "'action' must be warn or block."),
        { On.Length: > HostExpression.Length } => Refusal.Bad(Api.ProblemCodes.InvalidExpression, "on", $"'on' has more than {HostExpression.Length} characters."),
        { On: { } on } when HostExpression.Parse(on).Wrong is { } wrong => Refusal.Bad(Api.ProblemCodes.InvalidExpression, "on", $"'on' cannot be read: {wrong}."),
        { Message: { } message } when message.Length is 0 or > CommandRule.MessageLength || !ShownText.IsPrintable(message) =>
            Refusal.Bad(Api.ProblemCodes.InvalidReason, "message", $"'message' must be 1 to {CommandRule.MessageLength} printable characters, or be left out."),
        _ => null,
    };

    private static Refusal BadName() => Refusal.Bad(Api.ProblemCodes.InvalidName, "name", $"'name' must be 1 to {CommandRule.NameLength} printable characters.");
}
