using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Operators;

/// <summary>What labels of tasks and agents must be like: safe to show and to search by.</summary>
internal static class LabelRules
{
    public static Refusal? Broken(IReadOnlyDictionary<string, string>? labels)
    {
        if (labels is null)
        {
            return null;
        }

        if (labels.Count > Limits.LabelCount)
        {
            return Refusal.Bad(Api.ProblemCodes.TooManyLabels, "labels", $"There are {labels.Count} labels; the limit is {Limits.LabelCount}.");
        }

        foreach (var (name, value) in labels)
        {
            if (!IsName(name))
            {
                return Refusal.Bad(Api.ProblemCodes.InvalidLabel, "labels", $"A label's name is 1 to {Limits.LabelLength} characters out of A-Z, a-z, 0-9, '.', '_', '/' and '-'.");
            }

            if (value is null || value.Length > Limits.LabelLength || !ShownText.IsPrintable(value))
            {
                return Refusal.Bad(Api.ProblemCodes.InvalidLabel, "labels", $"The value of label '{name}' must be 0 to {Limits.LabelLength} characters that can be seen.");
            }
        }

        return null;
    }

    /// <summary>Reads <c>name=value</c> from a query string.</summary>
    public static Refusal? Parse(string? text, out KeyValuePair<string, string>? label)
    {
        label = null;
        if (text is null)
        {
            return null;
        }

        var (name, equals, value) = text.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? (text[..at], true, text[(at + 1)..]) : (text, false, "");
        if (!equals || !IsName(name) || value.Length > Limits.LabelLength)
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidLabel, "label", "'label' must be name=value, for example label=env%3Dprod.");
        }

        label = new(name, value);
        return null;
    }

    private static bool IsName(string name) =>
        name is { Length: > 0 and <= Limits.LabelLength }
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '/' or '-');
}
