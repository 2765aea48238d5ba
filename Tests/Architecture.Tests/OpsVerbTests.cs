using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>What documents and the console print of <c>./ops</c>. It builds and starts things in this very tree, so its words are looked up and not run.</summary>
public sealed partial class OpsVerbTests
{
    [Fact]
    public void PrintedVerbsAndOptionsAreThere()
    {
        var printed = Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal) || file.StartsWith("Console/src/", StringComparison.Ordinal))
            .SelectMany(file => Command().Matches(Repository.Read(file)).Select(found => (File: file, Verb: found.Groups["verb"].Value, Options: Option().Matches(found.Value).Select(option => option.Value)))).ToList();
        var bench = string.Concat(Repository.Files.Where(file => file.StartsWith("Bench/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(Repository.Read));
        var text = Repository.Read("ops");

        Assert.True(printed.Count > 20, $"There were only {printed.Count}.");
        Assert.Empty(printed.Where(one => !text.Contains($"\n  {one.Verb} ", StringComparison.Ordinal)).Select(one => $"{one.File}: ./ops {one.Verb}"));
        Assert.Empty(printed.SelectMany(one => one.Options.Where(option => !Knows(one.Verb, option, bench)).Select(option => $"{one.File}: ./ops {one.Verb} {option}")));
    }

    private static bool Knows(string verb, string option, string bench)
    {
        var script = Repository.Read($"ops.d/{verb}.sh");
        return script.Contains(option, StringComparison.Ordinal) || (script.Contains("OrleansOps.Bench", StringComparison.Ordinal) && bench.Contains($"\"{option}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?:`|\$ )\./ops (?<verb>[a-z]+)[^`\n#]*", RegexOptions.None, 1_000)]
    private static partial Regex Command();

    [GeneratedRegex(@"--[a-z-]+", RegexOptions.None, 1_000)]
    private static partial Regex Option();
}
