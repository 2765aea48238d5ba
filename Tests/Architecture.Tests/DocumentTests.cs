using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>Documents say what is so.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("docs/failure-modes.md")]
    [InlineData("docs/security.md")]
    [InlineData("docs/guarantees.md")]
    public void EveryRowNamesATestThatExists(string document)
    {
        var tests = Repository.Files.Where(file => file.StartsWith("Tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(TestsIn).ToHashSet(StringComparer.Ordinal);
        var rows = Repository.Lines(document).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("Test |", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(rows);

        var wrong = rows
            .Where(row => TestName().Matches(row) is var named && (named.Count == 0 || named.Any(name => !tests.Contains(name.Groups["test"].Value))))
            .ToList();

        Assert.True(wrong.Count == 0, $"A row without a test is a promise that nobody keeps. In {document}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void EveryLinkLeadsSomewhere()
    {
        var dead = Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).SelectMany(file =>
            Link().Matches(Repository.Read(file)).Select(link => link.Groups["target"].Value)
                .Where(target => !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target)))
                .Select(target => $"{file}: {target}")).ToList();

        Assert.True(dead.Count == 0, $"Links to nothing:\n{string.Join('\n', dead)}");
    }

    private static IEnumerable<string> TestsIn(string file)
    {
        var type = Path.GetFileNameWithoutExtension(file);
        return Method().Matches(Repository.Read(file)).Select(method => $"{type}.{method.Groups["name"].Value}");
    }

    [GeneratedRegex(@"`(?<test>[A-Z]\w+\.[A-Z]\w+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"public (async )?(Task|void) (?<name>\w+)\(", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Method();

    [GeneratedRegex(@"\]\((?<target>[^)#:\s]+)(#[^)]*)?\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Link();
}
