using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>Rules about the text of the source. Each failure lists the places.</summary>
public sealed partial class SourceRulesTests
{
    private const int LinesInAFile = 350;

    // Put together here, so that this file does not hold what it looks for.
    private static readonly Regex Unfinished = new(
        @"\b(" + string.Join('|', "TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "NotImplemented" + "Exception") + @")\b|\(Skip\s*=",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(5));

    private static readonly Regex MachinePath = new(
        @"(?<![\w.\-})\]$*>])/(" + string.Join('|', "wor" + "k", "roo" + "t", "home/" + @"\w+") + @")/|" + @"[A-Z]:\\Us" + "ers",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(5));

    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".md", ".sh", ".c", ".h", ".json", ".yml", ".yaml", ".txt", ".sln", ".slnf", ".service", ".ts", ".tsx", ".css", ".html", ".py"];

    [Fact]
    public void NoConditionalCompilation() => AssertNone(
        Repository.Product.SelectMany(Repository.SourceOf).SelectMany(file => Matches(file, Conditional())),
        "There is one product, and one source of it");

    [Fact]
    public void NothingIsMarkedAsUnfinished() =>
        AssertNone(Text.SelectMany(file => Matches(file, Unfinished)), "Finish it, or write an issue");

    [Fact]
    public void NoPathOfOneMachine() =>
        AssertNone(Text.SelectMany(file => Matches(file, MachinePath)), "The repository speaks of no particular machine");

    /// <summary>A refusal is read by people at a page and at a command line; programs have a field for the address.</summary>
    [Fact]
    public void NoRefusalTellsPeopleAnAddressOfTheApi() => AssertNone(
        Repository.SourceOf("Gateway").SelectMany(file => Matches(file, ApiAddress())),
        "Write it into See; the detail says what to do in words");

    [Fact]
    public void OneTypePerFile() => AssertNone(
        Repository.Product.SelectMany(Repository.SourceOf).Select(file => (File: file, Types: TypesIn(file))).Where(found => found.Types.Count > 1)
            .Select(found => $"{found.File}: {string.Join(", ", found.Types)}"),
        "A file is named after its one type; nested types are free");

    [Fact]
    public void NoFileIsTooLong() => AssertNone(
        Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => (File: file, Count: Repository.Lines(file).Length)).Where(found => found.Count > LinesInAFile)
            .Select(found => $"{found.File}: {found.Count} lines"),
        $"A file is about one thing and has at most {LinesInAFile} lines");

    private static IEnumerable<string> Text => Repository.Files.Where(file =>
        TextEndings.Contains(Path.GetExtension(file)) || Path.GetFileName(file) is "ops" or "run" or "Dockerfile" or ".editorconfig" or ".gitignore");

    private static IEnumerable<string> Matches(string file, Regex pattern) => Repository.Lines(file)
        .Select((line, index) => (Line: line, Number: index + 1))
        .Where(found => pattern.IsMatch(found.Line))
        .Select(found => $"{file}:{found.Number}: {found.Line.Trim()}");

    // Top-level types stand at the left margin, because namespaces are file-scoped. Name<T> and Name count as one.
    private static HashSet<string> TypesIn(string file) =>
        [.. Repository.Lines(file).Select(line => TypeDeclaration().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value)];

    private static void AssertNone(IEnumerable<string> places, string rule)
    {
        var found = places.ToList();
        Assert.True(found.Count == 0, $"{rule}. Found {found.Count}:{Environment.NewLine}{string.Join(Environment.NewLine, found.Take(40))}");
    }

    [GeneratedRegex("""(?<!(See|Description) = \$?)"[^"]*\b(GET|PUT|POST|PATCH|DELETE) /api/""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex ApiAddress();

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Conditional();

    [GeneratedRegex(
        @"^((public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(class|record(\s+(class|struct))?|struct|interface|enum|delegate\s+[\w<>?\[\], ]+)\s+(?<name>\w+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5_000)]
    private static partial Regex TypeDeclaration();
}
