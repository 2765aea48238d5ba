using System.Text.RegularExpressions;

namespace OrleansOps.Cli.Tests;

/// <summary>Every command that help, messages, documents, the console and ./ops print is one that opsctl takes. That they work is shown by EveryPrintedCommandRuns.</summary>
public sealed partial class EveryPrintedCommandTests
{
    [Fact]
    public void OpsctlTakesIt()
    {
        var root = Commands.Create(new CommonOptions());
        var lines = PrintedCommands.Read().SelectMany(printed => Words(printed.Text).Select(words => (printed.Place, Words: words))).ToList();

        // A sentence may name an option of run, or run itself, without the host that it needs.
        var wrong = lines.Select(line => (line.Place, line.Words, Parsed: CommandLine.Parse(root, line.Words)))
            .Select(line => (line.Place, line.Words, Errors: line.Parsed.Errors.Select(error => error.Message).Where(error => line.Words is not ["run"] and not ["run", ['-', '-', ..]] || !IsOfItsArguments(error)).ToList()))
            .Where(line => line.Errors.Count > 0)
            .Select(line => $"{line.Place}: opsctl {string.Join(' ', line.Words)}\n  {line.Errors[0]}");

        Assert.Empty(wrong);
        Assert.True(lines.Count > 90, $"There were only {lines.Count} commands.");
    }

    private static bool IsOfItsArguments(string error) => error.Contains("'--on' is required", StringComparison.Ordinal) || error.StartsWith("Required argument ", StringComparison.Ordinal);

    /// <summary>As a shell would, of each opsctl on the line.</summary>
    private static IEnumerable<string[]> Words(string line) =>
        from part in ShellsOwn().Split(Filled().Replace(line, "1"))
        let command = Program().Match(part)
        where command.Success
        select Word().Matches(part[command.Length..]).Select(word => word.Value.Trim('\'', '"')).ToArray();

    /// <summary>What the program, or the shell, puts in.</summary>
    [GeneratedRegex(@"(?<!\$)\{[^}]*\}|""?\$\(hostname\)""?", RegexOptions.None, 1_000)]
    private static partial Regex Filled();

    [GeneratedRegex(@" \| | > | < | && |; ", RegexOptions.None, 1_000)]
    private static partial Regex ShellsOwn();

    [GeneratedRegex(@"^(?:\.ops/|\$\{)?opsctl(?:#""\$root""/\})? ", RegexOptions.None, 1_000)]
    private static partial Regex Program();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+", RegexOptions.None, 1_000)]
    private static partial Regex Word();
}
