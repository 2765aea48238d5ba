using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>An operator finds every setting of the control plane in docs/operations.md.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void EverySettingIsDocumented()
    {
        var operations = Repository.Read("docs/operations.md");
        var settings = new[] { "Grains", "Silo", "Gateway" }.SelectMany(Repository.SourceOf).SelectMany(SettingsIn).ToList();
        var missing = settings.Where(setting => !operations.Contains($"`{setting}`", StringComparison.Ordinal)).ToList();

        Assert.True(settings.Count > 50, $"Only {settings.Count} settings were found.");
        Assert.True(missing.Count == 0, $"docs/operations.md does not name {string.Join(", ", missing)}.");
    }

    private static IEnumerable<string> SettingsIn(string file)
    {
        var source = Repository.Read(file);
        var section = Section().Match(source);
        return section.Success ? Property().Matches(source).Select(property => $"{section.Groups["name"].Value}:{property.Groups["name"].Value}") : [];
    }

    [GeneratedRegex("""const string Section = "(?<name>[A-Za-z:]+)";""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Section();

    [GeneratedRegex("""public [A-Za-z?\[\]]+ (?<name>[A-Za-z]+) \{ get; set; \}""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Property();
}
