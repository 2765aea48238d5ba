using System.CommandLine;
using System.Text.RegularExpressions;

namespace OrleansOps.Cli;

/// <summary>Which option gives a field of the API its value: the server names its own fields, and the user has typed an option.</summary>
internal static partial class FieldOptions
{
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["agent"] = "--on",
        ["on"] = "--on",
        ["hosts"] = "--on",
        ["batches"] = "--batch",
        ["pause"] = "--pause",
        ["maxConcurrent"] = "--concurrency",
        ["maxErrors"] = "--max-errors",
        ["cron"] = "--cron",
        ["at"] = "--at",
        ["everySeconds"] = "--every",
        ["from"] = "--from",
        ["when.timeZone"] = "--zone",
        ["holidays"] = "--holiday",
        ["jitterSeconds"] = "--jitter",
        ["missed"] = "--missed",
        ["missedMost"] = "--missed-most",
        ["count"] = "--count",
        ["jobId"] = "--id",
        ["name"] = "--name",
        ["input.idleSeconds"] = "--idle",
        ["kind"] = "--kind",
        ["script"] = "--script",
        ["scriptBase64"] = "--script",
        ["argv"] = "The command",
        ["env"] = "--env",
        ["secrets"] = "--secret",
        ["storedSecrets"] = "--stored-secret",
        ["secretFiles"] = "--secret-file",
        ["lock"] = "--lock",
        ["stdin"] = "--stdin",
        ["stdinBase64"] = "--stdin",
        ["workingDirectory"] = "--cwd",
        ["timeoutSeconds"] = "--timeout",
        ["queueSeconds"] = "--queue-timeout",
        ["logCapBytes"] = "--log-cap",
        ["keepSeconds"] = "--keep",
        ["mediaType"] = "--type",
        ["onLost"] = "--on-lost",
        ["retry"] = "--retries",
        ["retry.delaySeconds"] = "--retry-delay",
        ["grace"] = "--grace",
        ["tty"] = "--tty",
        ["labels"] = "--label",
        ["expiresInSeconds"] = "--expires",
        ["uses"] = "--uses",
        ["reason"] = "--reason",
        ["trustHostLabels"] = "--trust-host-labels",
    };

    private static readonly string[] Outer = ["job.", "task.", "when."];

    /// <summary>Whether this command has an option, or the words after --, that give the field.</summary>
    public static bool Knows(string field, Command command) =>
        Option(field) is { } name && (name is "The command" || command.Options.Any(option => option.Name == name));

    /// <summary>What is wrong with a field, beginning with the option that gives it.</summary>
    public static string About(string field, string text) =>
        text.Contains($"'{field}'", StringComparison.Ordinal) || text.Contains($"'{OfTask(field)}'", StringComparison.Ordinal) ? text : $"{Option(field)}: {text}";

    /// <summary>The sentence with options in place of fields.</summary>
    public static string InOptions(string text) => Quoted().Replace(text, quoted => Option(quoted.Groups["field"].Value) ?? quoted.Value);

    /// <summary>A sentence about the fields that are not called as their option is; null if there is none.</summary>
    public static string? Sentence(IEnumerable<string> fields)
    {
        var known = fields.Where(field => Option(field) is not null).Select(field => $"'{field}' is what {Option(field)} gives.").ToList();
        return known.Count == 0 ? null : string.Join(' ', known);
    }

    /// <summary>The option of a field, or of what it is a part of: tty of tty.columns.</summary>
    private static string? Option(string field) => Options.GetValueOrDefault(field) ?? Options.GetValueOrDefault(OfTask(field)) ?? Options.GetValueOrDefault(OfTask(field).Split('.')[0]);

    /// <summary>A job has its task in a field of its own, a schedule its job and its times.</summary>
    private static string OfTask(string field) => Outer.Aggregate(field, (rest, outer) => rest.StartsWith(outer, StringComparison.Ordinal) ? rest[outer.Length..] : rest);

    [GeneratedRegex("'(?<field>[A-Za-z]+(?:\\.[^']+)?)'", RegexOptions.None, 1_000)]
    private static partial Regex Quoted();
}
