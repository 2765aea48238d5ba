using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>Which option gives a field of the API its value: the server names its own fields, and the user has typed an option.</summary>
internal static class FieldOptions
{
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["agent"] = "--on",
        ["name"] = "--name",
        ["script"] = "--script",
        ["argv"] = "The command",
        ["env"] = "--env",
        ["stdin"] = "--stdin",
        ["workingDirectory"] = "--cwd",
        ["timeoutSeconds"] = "--timeout",
        ["queueSeconds"] = "--queue-timeout",
        ["logCapBytes"] = "--log-cap",
        ["onLost"] = "--on-lost",
        ["labels"] = "--label",
        ["expiresInSeconds"] = "--expires",
        ["uses"] = "--uses",
        ["trustHostLabels"] = "--trust-host-labels",
    };

    /// <summary>Whether this command has an option, or the words after --, that give the field.</summary>
    public static bool Knows(string field, Command command) =>
        Options.TryGetValue(field, out var name) && (name is "The command" || command.Options.Any(option => option.Name == name));

    /// <summary>What is wrong with a field, beginning with the option that gives it.</summary>
    public static string About(string field, string text) =>
        text.Contains($"'{field}'", StringComparison.Ordinal) ? text : $"{Options[field]}: {text}";

    /// <summary>The sentence with options in place of fields.</summary>
    public static string InOptions(string text) =>
        Options.Aggregate(text, (sentence, option) => sentence.Replace($"'{option.Key}'", option.Value, StringComparison.Ordinal));

    /// <summary>A sentence about the fields that are not called as their option is; null if there is none.</summary>
    public static string? Sentence(IEnumerable<string> fields)
    {
        var known = fields.Where(Options.ContainsKey).Select(field => $"'{field}' is what {Options[field]} gives.").ToList();
        return known.Count == 0 ? null : string.Join(' ', known);
    }
}
