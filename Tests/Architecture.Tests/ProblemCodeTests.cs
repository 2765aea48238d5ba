using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>The codes of refusals are one list, which everybody else only names.</summary>
public sealed partial class ProblemCodeTests
{
    private const string List = "Api/ProblemCodes.cs";

    private static readonly List<Match> Rows = [.. Row().Matches(Repository.Read(List)).Cast<Match>()];

    private static readonly HashSet<string> Codes = [.. Rows.Select(row => row.Groups["code"].Value)];

    [Fact]
    public void EachCodeIsThereOnceAndIsUsed()
    {
        var gateway = string.Concat(Repository.SourceOf("Gateway").Select(Repository.Read));
        var unused = Rows.Select(row => row.Groups["name"].Value).Where(name => !Regex.IsMatch(gateway, $@"\bProblemCodes\.{name}\b", RegexOptions.None, TimeSpan.FromSeconds(5))).ToList();

        Assert.True(Rows.Count > 80, $"Only {Rows.Count} rows of {List} can be read by this test.");
        Assert.Equal(Rows.Count, Codes.Count);
        Assert.True(unused.Count == 0, $"Nothing is refused with {string.Join(", ", unused)}.");
    }

    [Fact]
    public void NobodyElseWritesOne()
    {
        string[] named = [List, "Cli/Rest/KnownProblems.cs"];
        var elsewhere =
            from project in (string[])["Api", "Gateway", "Cli"]
            from file in Repository.SourceOf(project).Except(named)
            from Match text in Literal().Matches(WithoutComments(Repository.Read(file)))
            let code = text.Groups["text"].Value
            where Codes.Contains(code) && code.Contains('-', StringComparison.Ordinal)
            select $"{file}: \"{code}\"";

        var wrong = elsewhere.ToList();
        Assert.True(wrong.Count == 0, $"Codes of refusals are named by ProblemCodes (KnownProblems in opsctl):\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void WhatOpsctlAndTheConsoleDecideByIsOfTheList()
    {
        var opsctl = Literal().Matches(Repository.Read("Cli/Rest/KnownProblems.cs")).Select(text => text.Groups["text"].Value);
        var console = Repository.Files.Where(file => file.StartsWith("Console/src/", StringComparison.Ordinal) && Path.GetExtension(file) is ".ts" or ".tsx")
            .SelectMany(file => Repository.Lines(file)).Where(line => line.Contains("error.code", StringComparison.Ordinal))
            .SelectMany(line => Literal().Matches(line)).Select(text => text.Groups["text"].Value).Where(text => text.Contains('-', StringComparison.Ordinal));

        var unknown = opsctl.Concat(console).Where(code => !Codes.Contains(code)).ToList();
        Assert.True(unknown.Count == 0, $"No such code in {List}: {string.Join(", ", unknown)}.");
    }

    [Fact]
    public void TheDocumentIsTheList()
    {
        var wanted = Rows.Select(row =>
        {
            var status = row.Groups["status"].Value + (row.Groups["address"] is { Success: true } other ? $", or {other.Value} where the address names it" : "");
            return $"| `{row.Groups["code"].Value}` | {status} | {row.Groups["meaning"].Value} | {row.Groups["advice"].Value} |";
        });

        Assert.Equal(wanted, Repository.Lines("docs/refusals.md").Where(line => line.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheDescriptionHasTheList()
    {
        using var description = JsonDocument.Parse(Repository.Read("Api/openapi.json"));
        var code = description.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties").GetProperty("code");

        Assert.Equal(Rows.Select(row => row.Groups["code"].Value), code.GetProperty("x-extensible-enum").EnumerateArray().Select(item => item.GetString()));
    }

    private static string WithoutComments(string source) => Comment().Replace(source, "");

    [GeneratedRegex(@"ProblemCode (?<name>\w+) \{ get; \} = Listed\(""(?<code>[a-z0-9-]+)"", (?<status>\d+), ""(?<meaning>[^""]+)"", ""(?<advice>[^""]+)""(, inAddress: (?<address>\d+))?\);", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Row();

    [GeneratedRegex(@"""(?<text>[a-z0-9-]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5_000)]
    private static partial Regex Comment();
}
