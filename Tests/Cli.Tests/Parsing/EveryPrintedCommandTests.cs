using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OrleansOps.Cli.Tests;

/// <summary>Every command that help, documents, the console and ./ops print is one that opsctl takes.</summary>
public sealed partial class EveryPrintedCommandTests
{
    private static readonly string[] Places = ["README.md", "docs", "Cli", "Console/src", "ops.d"];

    [Fact]
    public void OpsctlTakesIt()
    {
        var common = new CommonOptions();
        var root = Commands.Create(common);
        var commands = Printed().ToList();

        var wrong = commands.Select(one => (one, CommandLine.Parse(root, one.Words).Errors)).Where(one => one.Errors.Count > 0)
            .Select(one => $"{one.one.Place}: opsctl {string.Join(' ', one.one.Words)}\n  {one.Errors[0].Message}");

        Assert.Empty(wrong);
        Assert.True(commands.Count > 40, $"There were only {commands.Count} commands.");
    }

    private static IEnumerable<(string Place, string[] Words)> Printed() =>
        from file in Files()
        from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
        from Match found in Command().Matches(line.Text)
        let words = Words(found.Groups["rest"].Value)
        where words.Length > 0 && (char.IsAsciiLetterLower(words[0][0]) || words[0][0] is '-')   // not COMMAND, nor what a script says to the shell
        select ($"{Path.GetFileName(file)}:{line.Number}", words);

    private static IEnumerable<string> Files() => Places.Select(place => Path.Combine(Root(), place)).SelectMany(path => File.Exists(path)
        ? [path]
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".md" or ".cs" or ".ts" or ".tsx" or ".sh"));

    /// <summary>As a shell would, up to what is the shell's own.</summary>
    private static string[] Words(string line) =>
        [.. Word().Matches(ShellsOwn().Split(line)[0].Replace("\"$(hostname)\"", "web-1", StringComparison.Ordinal)).Select(word => word.Value.Trim('\'', '"').TrimEnd('.'))];

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    /// <summary>On a line of its own, in backquotes, in a code element, or behind a pipe.</summary>
    [GeneratedRegex(@"(?:^\s*(?:\$ )?|`|<code>|\| )(?:\.ops/)?opsctl (?<rest>(?:[^`<]|<(?!/))+)", RegexOptions.None, 1_000)]
    private static partial Regex Command();

    [GeneratedRegex(@" \| | > | && |   +|; ", RegexOptions.None, 1_000)]
    private static partial Regex ShellsOwn();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+", RegexOptions.None, 1_000)]
    private static partial Regex Word();
}
