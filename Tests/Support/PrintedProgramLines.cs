using System.Text.RegularExpressions;

namespace OrleansOps.Tests.Support;

/// <summary>Every command line of ops-agent, ops-silo and ops-gateway that documents, units, messages and the console print, as words.</summary>
public static partial class PrintedProgramLines
{
    private static readonly string[] Places = ["README.md", "docs", "deploy", "HostAgent", "Silo", "Gateway", "Cli", "Console/src"];
    private static readonly string[] Endings = [".md", ".service", ".cs", ".ts", ".tsx"];

    /// <summary>Where each is printed, and its words; variables that stand before it are arguments.</summary>
    public static IReadOnlyList<(string Place, string[] Words)> Of(string program) =>
    [
        .. from file in Files()
           from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
           where !Comment().IsMatch(line.Text)
           from found in Line().Matches(WithoutHoles(line.Text))
           where found.Groups["program"].Value == program
           select ($"{Path.GetRelativePath(PrintedCommands.Root, file)}:{line.Number}", WordsOf(found)),
    ];

    private static string[] WordsOf(Match line) =>
    [
        .. Variable().Matches(line.Groups["environment"].Value).Select(variable => $"--{variable.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)}={variable.Groups["value"].Value}"),
        .. line.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>What a program puts in: a word where it stands alone, else nothing that matters here.</summary>
    private static string WithoutHoles(string line) => OtherHole().Replace(AttachedHole().Replace(QuotedHole().Replace(line, "1"), ""), "1");

    private static IEnumerable<string> Files() => Places.Select(place => Path.Combine(PrintedCommands.Root, place)).SelectMany(path => File.Exists(path)
        ? [path]
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Endings.Contains(Path.GetExtension(file))));

    [GeneratedRegex(@"^\s*(?://|# |\* |/\*)", RegexOptions.None, 1_000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<environment>(?:OPS_\S+ )*)(?<=^\$ |^ExecStart=\S*|[`'""/| ])(?<program>ops-(?:agent|silo|gateway))(?<words>(?: (?:enrol|run|start|config|doctor|status|install|uninstall|version|--?[A-Za-z][^\s`'""|&;)]*(?: (?!&|\||-)[^\s`'""|&;)]+)?))+)", RegexOptions.None, 1_000)]
    private static partial Regex Line();

    [GeneratedRegex(@"OPS_(?<name>[A-Za-z_]+)=(?<value>\S+)", RegexOptions.None, 1_000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"'\$\{[^}]*\}'", RegexOptions.None, 1_000)]
    private static partial Regex QuotedHole();

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.None, 1_000)]
    private static partial Regex AttachedHole();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1_000)]
    private static partial Regex OtherHole();
}
