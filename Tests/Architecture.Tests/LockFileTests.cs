namespace OrleansOps.Architecture;

/// <summary>What is built is what was tried: each package by its version and its hash.</summary>
public sealed class LockFileTests
{
    [Fact]
    public void EveryProjectHasALockFile()
    {
        var without = Repository.Files
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => $"{Path.GetDirectoryName(file)!.Replace('\\', '/')}/packages.lock.json")
            .Except(Repository.Files, StringComparer.Ordinal)
            .ToList();

        Assert.True(without.Count == 0, $"Not there: {string.Join(", ", without)}. Run dotnet restore, and add them.");
    }

    /// <summary>Where packages come from is a matter of each machine, and of nobody who reads this.</summary>
    [Fact]
    public void NoneNamesAnAddress()
    {
        var named = Repository.Files
            .Where(file => Path.GetFileName(file) is "packages.lock.json" or "package-lock.json" or ".npmrc")
            .Where(file => Repository.Read(file).Contains("\"resolved\": \"http", StringComparison.Ordinal) || Repository.Read(file).Contains("registry=", StringComparison.Ordinal))
            .ToList();

        Assert.True(named.Count == 0, $"An address of packages stands in: {string.Join(", ", named)}.");
    }

    [Theory]
    [InlineData("Console/.npmrc")]
    [InlineData("Tests/Browser/.npmrc")]
    public void NoPackageRunsAScriptWhenItIsInstalled(string settings) =>
        Assert.Contains("ignore-scripts=true", Repository.Lines(settings));
}
