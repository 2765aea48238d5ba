using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OrleansOps.Tests.Support;

/// <summary>Every command line of opsctl that documents, help, messages, the console and ./ops print, as its reader would type it.</summary>
public static partial class PrintedCommands
{
    private static readonly string[] Places = ["README.md", "docs", "Cli", "Console/src", "ops.d/up.sh"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<PrintedCommand> Read() =>
    [
        .. from file in Files()
           from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
           from command in Of(line.Text)
           select new PrintedCommand($"{Path.GetRelativePath(Root, file)}:{line.Number}", command),
    ];

    internal static IEnumerable<string> Of(string line)
    {
        if (Comment().IsMatch(line))
        {
            return [];
        }

        if (WholeLine().Match(line) is { Success: true } whole)
        {
            return [Prose().Replace(Aside().Replace(whole.Groups["command"].Value, ""), "").TrimEnd('.')];
        }

        return Marked().Matches(line).Concat(Quoted().Matches(line).SelectMany(text => InText().Matches(text.Value)))
            .Select(found => Prose().Replace(found.Groups["command"].Value, "").Trim().TrimEnd('.')).Where(IsCommand);
    }

    /// <summary>Not a sentence about opsctl itself.</summary>
    private static bool IsCommand(string text) => !Sentence().IsMatch(text);

    private static IEnumerable<string> Files() => Places.Select(place => Path.Combine(Root, place)).SelectMany(path => File.Exists(path)
        ? [path]
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".md" or ".cs" or ".ts" or ".tsx"))
        .Order(StringComparer.Ordinal);

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"^\s*(?://|# )", RegexOptions.None, 1_000)]
    private static partial Regex Comment();

    /// <summary>A line of a shell: of a block of code, or of help, where nothing of C# stands beside it.</summary>
    [GeneratedRegex(@"^\s*(?:\$ |bash: +|zsh: +|fish: +)?(?<command>(?:[a-z_]+ [a-z/ ]+\| (?:gzip \| )?)?(?:\.ops/|\$\{)?opsctl(?:#""\$root""/\})? [a-z-](?:[^""`]|""\$\(hostname\)"")*)$", RegexOptions.None, 1_000)]
    private static partial Regex WholeLine();

    /// <summary>Behind a command, what is said of it.</summary>
    [GeneratedRegex(@" {3,}(?:#|\().*$", RegexOptions.None, 1_000)]
    private static partial Regex Aside();

    /// <summary>In backquotes, or in a code element.</summary>
    [GeneratedRegex(@"(?:`|<code>)(?<command>(?:\.ops/)?opsctl [a-z-][^`]*?)(?:`|</code>)", RegexOptions.None, 1_000)]
    private static partial Regex Marked();

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""", RegexOptions.None, 1_000)]
    private static partial Regex Quoted();

    /// <summary>Within a message, up to the end of its sentence.</summary>
    [GeneratedRegex(@"(?<command>opsctl [a-z-](?:(?!opsctl |[.;]+(?:[ ""]|$)|(?<!\$\(hostname)\)(?=[ "".]|$)| \()[^""])*)", RegexOptions.None, 1_000)]
    private static partial Regex InText();

    [GeneratedRegex(@" (?:lists|shows|says|gives|follows|takes|makes|would|as in)\b.*$", RegexOptions.None, 1_000)]
    private static partial Regex Prose();

    [GeneratedRegex(@"^opsctl (?:needs|and|cannot|speaks|itself|that|goes|connects|is|asks|of)\b", RegexOptions.None, 1_000)]
    private static partial Regex Sentence();
}
