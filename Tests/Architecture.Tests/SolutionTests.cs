using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

public sealed partial class SolutionTests
{
    [Fact]
    public void HoldsEveryProject()
    {
        var listed = ProjectPath().Matches(Repository.Read("OrleansOps.sln")).Select(match => match.Value.Replace('\\', '/')).ToHashSet();
        var there = Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).ToList();

        var missing = there.Except(listed).ToList();
        var gone = listed.Except(there).ToList();

        Assert.True(missing.Count == 0, $"Not in OrleansOps.sln, so neither built nor tested: {string.Join(", ", missing)}. Add with `dotnet sln add`.");
        Assert.True(gone.Count == 0, $"OrleansOps.sln names projects that are not there: {string.Join(", ", gone)}.");
    }

    [GeneratedRegex(@"(?<="")[^""]+\.csproj(?="")", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex ProjectPath();
}
