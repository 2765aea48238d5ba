namespace OrleansOps.Browser;

/// <summary>
/// The console in Debian's Chromium against the real control plane with a real agent. Each file of <c>tests</c> is one test here; what it
/// holds, and which part of it failed, is in its output.
/// </summary>
public sealed class ConsoleTests(NodePackages packages) : IClassFixture<NodePackages>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(9);

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Place.Source, "tests"), "*.test.ts").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task HoldsInTheBrowser(string file)
    {
        Assert.True(packages.Problem is null, packages.Problem);

        var (code, output) = await Node.Run("node_modules/.bin/vitest", ["run", $"tests/{file}", "--no-color"], Longest);

        Assert.True(code == 0, $"tests/{file} failed:{Environment.NewLine}{output}");
    }

    [Fact]
    public async Task UnitTestsOfTheConsolePass()
    {
        var console = Path.GetFullPath(Path.Combine(Place.Source, "../../Console"));
        var problem = await NodePackages.Install(console);
        Assert.True(problem is null, problem);

        var (code, output) = await Node.Run("node_modules/.bin/vitest", ["run", "--no-color"], Longest, console);

        Assert.True(code == 0, $"The console's unit tests failed:{Environment.NewLine}{output}");
    }
}
