using System.Globalization;
using System.Text.RegularExpressions;
using OrleansOps.Http;

namespace OrleansOps.Operators.Workflows;

/// <summary>What is given to a workflow: checked here, and handed to its tasks as variables, so that no value can become a part of a script.</summary>
internal static class WorkflowParameters
{
    private const int Most = 50;
    private const int NameLength = 32;
    private const int ValueLength = 4_096;
    private const int MostChoices = 100;
    private const int TextLength = 500;
    private const string Prefix = "PARAM_";

    /// <summary>The value of every parameter, or the first rule that is broken.</summary>
    public static (IReadOnlyDictionary<string, string> Values, Refusal? Refusal) Of(Api.SubmitWorkflow workflow)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (workflow.Parameters is { Count: > Most } many)
        {
            return (values, Refusal.Bad(Api.ProblemCodes.InvalidParameter, "parameters", $"'parameters' has {many.Count}; the limit is {Most}."));
        }

        if ((workflow.Values ?? new Dictionary<string, string>()).Keys.FirstOrDefault(name => workflow.Parameters?.ContainsKey(name) is not true) is { } unknown)
        {
            return (values, Refusal.Bad(Api.ProblemCodes.InvalidParameter, $"values.{Short(unknown)}", $"There is no parameter '{Short(unknown)}'. There are: {string.Join(", ", workflow.Parameters?.Keys ?? [])}."));
        }

        foreach (var (name, parameter) in workflow.Parameters ?? new Dictionary<string, Api.SubmitParameter>())
        {
            if (Declared(name, parameter) is { } broken)
            {
                return (values, broken);
            }

            if ((workflow.Values?.GetValueOrDefault(name) ?? parameter.Default) is not { } value)
            {
                return (values, Refusal.Bad(Api.ProblemCodes.InvalidParameter, $"values.{name}", $"A value of '{name}' is needed{(parameter.Description is null ? "" : $": {parameter.Description}")}."));
            }

            if (Unfit(value, parameter) is { } wrong)
            {
                var field = workflow.Values?.ContainsKey(name) is true ? $"values.{name}" : $"parameters.{name}.default";
                return (values, Refusal.Bad(Api.ProblemCodes.InvalidParameter, field, $"'{Short(value)}' is no value of '{name}': {wrong}."));
            }

            values.Add(name, value);
        }

        return (values, null);
    }

    /// <summary>A task with its values; a variable that it sets itself stays.</summary>
    public static Api.SubmitTask With(this Api.SubmitTask task, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
        {
            return task;
        }

        var env = values.ToDictionary(value => Variable(value.Key), value => value.Value, StringComparer.Ordinal);
        foreach (var (name, value) in task.Env ?? new Dictionary<string, string>())
        {
            env[name] = value;
        }

        foreach (var name in (task.Secrets ?? new Dictionary<string, string?>()).Keys)
        {
            env.Remove(name);
        }

        return task with { Env = env };
    }

    private static string Variable(string parameter) => Prefix + parameter.ToUpperInvariant();

    private static Refusal? Declared(string name, Api.SubmitParameter? parameter) => parameter switch
    {
        _ when name.Length > NameLength || name is not [>= 'a' and <= 'z', ..] || !name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_') =>
            Refusal.Bad(Api.ProblemCodes.InvalidParameter, "parameters", $"'{Short(name)}' is no name of a parameter: a-z, 0-9 and '_', beginning with a letter, at most {NameLength} characters."),
        null => Refusal.Bad(Api.ProblemCodes.InvalidParameter, $"parameters.{name}", $"'{name}' is null. Write {{}} for a text that must be given."),
        { Description: { } text } when text.Length > TextLength || !ShownText.IsPrintable(text) =>
            Refusal.Bad(Api.ProblemCodes.InvalidParameter, $"parameters.{name}.description", $"The description of '{name}' must be at most {TextLength} printable characters."),
        { Choices: { } choices } when choices.Count is 0 or > MostChoices || choices.Any(choice => choice is null || choice.Length > ValueLength) =>
            Refusal.Bad(Api.ProblemCodes.InvalidParameter, $"parameters.{name}.choices", $"'{name}' must have 1 to {MostChoices} choices of at most {ValueLength} characters, or none named."),
        { Pattern: { } pattern } when pattern.Length > TextLength || Matcher(pattern) is null =>
            Refusal.Bad(Api.ProblemCodes.InvalidPattern, $"parameters.{name}.pattern", $"The pattern of '{name}' is no regular expression of at most {TextLength} characters without look-around and back references."),
        _ => null,
    };

    private static string? Unfit(string value, Api.SubmitParameter parameter) => parameter switch
    {
        _ when value.Length > ValueLength => $"it has {value.Length} characters; the limit is {ValueLength}",
        { Type: Api.ParameterType.Number } when !IsNumber(value) => "it is no number",
        { Type: Api.ParameterType.Boolean } when value is not ("true" or "false") => "it is true or false",
        { Choices: { } choices } when !choices.Contains(value, StringComparer.Ordinal) => $"it is one of {string.Join(", ", choices)}",
        { Pattern: { } pattern } when !Matcher(pattern)!.IsMatch(value) => $"it must match {pattern}",
        _ => null,
    };

    private static bool IsNumber(string value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    /// <summary>Without backtracking: whoever writes the pattern must not be able to hold the gateway up.</summary>
    private static Regex? Matcher(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception none) when (none is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}...";
}
