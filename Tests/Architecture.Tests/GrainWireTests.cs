using System.Text.RegularExpressions;

namespace OrleansOps.Architecture;

/// <summary>
/// Silos of two versions call each other while a cluster is renewed, and what is stored outlives both. By which names and numbers they do is recorded
/// in one list, so that renaming a type or a method changes none of it. What is new on purpose is recorded by running this test with RECORD_WIRE=1,
/// and read in review.
/// </summary>
public sealed partial class GrainWireTests
{
    private const string Recorded = "Tests/Architecture.Tests/Recorded/grain-wire.txt";

    [Fact]
    public void NamesAndNumbersAreAsRecorded()
    {
        var files = new[] { "Grains.Interfaces", "Grains" }.SelectMany(Repository.SourceOf).Select(Repository.Read).ToList();
        var aliases = files.Select(source => (Type: TypeName().Match(source), Alias: TypeAlias().Match(source))).Where(type => type.Type.Success && type.Alias.Success)
            .ToDictionary(type => type.Type.Groups["name"].Value, type => type.Alias.Groups["alias"].Value, StringComparer.Ordinal);
        var now = files.SelectMany(WireOf).Select(line => Named(line, aliases)).Order(StringComparer.Ordinal).ToList();
        Assert.True(now.Count > 400, $"Only {now.Count} were found: the search is broken.");
        if (Environment.GetEnvironmentVariable("RECORD_WIRE") is { Length: > 0 })
        {
            File.WriteAllText(Path.Combine(Repository.Root, Recorded), string.Concat(now.Select(line => line + "\n")));
        }

        var recorded = Repository.Lines(Recorded);
        var gone = recorded.Except(now, StringComparer.Ordinal).ToList();
        var added = now.Except(recorded, StringComparer.Ordinal).ToList();

        Assert.True(gone.Count == 0, $"A silo of the version before still says this, or the store does: {string.Join("; ", gone)}. Leave it, and add beside it.");
        Assert.True(added.Count == 0, $"New: {string.Join("; ", added)}. Record it by running this test with RECORD_WIRE=1.");
        Assert.Equal(recorded.Length, now.Count);
    }

    private static IEnumerable<string> WireOf(string source)
    {
        if (TypeAlias().Match(source) is not { Success: true } type)
        {
            yield break;
        }

        var name = type.Groups["alias"].Value;
        yield return name;
        foreach (Match method in Method().Matches(source))
        {
            yield return $"{name}.{method.Groups["alias"].Value}({string.Join(", ", TypesOf(method.Groups["parameters"].Value))}) {method.Groups["type"].Value}";
        }

        foreach (Match member in Member().Matches(source))
        {
            yield return $"{name} {int.Parse(member.Groups["id"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture):00} {member.Groups["type"].Value}";
        }
    }

    private static IEnumerable<string> TypesOf(string parameters) => Parameter().Matches(parameters).Select(parameter => parameter.Groups["type"].Value);

    /// <summary>Types by what they are called between silos, whatever they are called in the source.</summary>
    private static string Named(string line, Dictionary<string, string> aliases) => Word().Replace(line, word => aliases.GetValueOrDefault(word.Value, word.Value));

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?!\w|\()", RegexOptions.None, 5_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(public|internal) ((sealed|readonly|partial|abstract|static) )*(record struct|record class|record|class|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^\[[^\n]*\bAlias\(""(?<alias>[^""]+)""\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex TypeAlias();

    [GeneratedRegex(@"^    \[[^\n]*\bAlias\(""(?<alias>[^""]+)""\)[^\n]*\]\s+(?<type>[^\n(]+) \w+\((?<parameters>[^;]*)\);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Method();

    [GeneratedRegex(@"(^|,)\s*(\[\w+\]\s*)*(?<type>[\w.?\[\]]+(<[^()]*?>\??)?) \w+( = [^,]+)?", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\[(property: )?Id\((?<id>\d+)\)\]\s*(\[[^\n\]]*\]\s*)*((public|internal|required|override) )*(?<type>[\w.?\[\]]+(<[^\n]*?>\??)?) \w+", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Member();
}
