using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>Documents say what is so.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("docs/failure-modes.md")]
    [InlineData("docs/security.md")]
    [InlineData("docs/guarantees.md")]
    [InlineData("docs/errors.md")]
    [InlineData("docs/seeds.md")]
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

    [Fact]
    public void TheTableOfErrors_IsTheProducts()
    {
        var document = Repository.Read("docs/errors.md");
        var rows = ErrorRow().Matches(Repository.Read("Gateway/Operators/Tasks/TaskErrors.cs"))
            .Select(row => row.Groups["words"].Value.Replace("Execution,", "\"TASK_EXECUTION_FAILED\",", StringComparison.Ordinal).Replace("Directory,", "\"WORK_DIR_ERROR\",", StringComparison.Ordinal).Replace("Transfer,", "\"FILE_TRANSFER_FAILED\",", StringComparison.Ordinal).Replace("Limit,", "\"TASK_LIMIT_EXCEEDED\",", StringComparison.Ordinal))
            .Select(words => words.Split(", \""))
            .Select(words => $"| {words[0]} | `{words[1].Trim('"')}` | {words[2].Trim('"')} | {words[3].Trim('"')} |")
            .ToList();

        Assert.True(rows.Count >= 8);
        Assert.All(rows, row => Assert.Contains(row, document, StringComparison.Ordinal));
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

    [GeneratedRegex(@"^        Row\((?<words>\d+, .*)\),$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5_000)]
    private static partial Regex ErrorRow();

    [GeneratedRegex(@"\]\((?<target>[^)#:\s]+)(#[^)]*)?\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Link();
}
