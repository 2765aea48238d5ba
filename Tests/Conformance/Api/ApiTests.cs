namespace OrleansOps.Conformance;

/// <summary>
/// Every public type and member of the embedded runtime stands in Orleans 10.4.2 with the same signature: the official
/// Microsoft.Orleans.Core.Abstractions assembly is fetched as data, and orleans-10.4.2.txt lists the signatures from the other assemblies.
/// </summary>
public sealed class ApiTests
{
    private const string OwnNamespace = "Orleans.Hosting.Embedded.";

    [Fact]
    public void EveryPublicSignatureIsOneOfOrleans()
    {
        var known = Official().Concat(Listed()).ToHashSet(StringComparer.Ordinal);

        var unknown = Ours().Where(line => !line.StartsWith(OwnNamespace, StringComparison.Ordinal) && !known.Contains(line)).ToList();
        Assert.True(unknown.Count == 0, $"Not in Orleans 10.4.2:\n{string.Join('\n', unknown.Select(line => Hint(line, known)))}");
    }

    [Fact]
    public void TheListNamesOnlyWhatTheEmbeddedRuntimeHas()
    {
        var ours = Ours().Select(PublicSignatures.TypeOf).ToHashSet(StringComparer.Ordinal);

        var gone = Listed().Select(PublicSignatures.TypeOf).Where(type => !ours.Contains(type)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(gone.Count == 0, $"Embedded no longer has {string.Join(", ", gone)}; take it off the list.");
    }

    private static IEnumerable<string> Ours()
    {
        using var assembly = File.OpenRead(typeof(Grain).Assembly.Location);
        return [.. PublicSignatures.Of(assembly)];
    }

    private static IEnumerable<string> Official()
    {
        using var assembly = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "official", "Orleans.Core.Abstractions.dll"));
        return [.. PublicSignatures.Of(assembly)];
    }

    private static List<string> Listed()
    {
        using var text = new StreamReader(typeof(ApiTests).Assembly.GetManifestResourceStream("orleans-10.4.2.txt")!);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))];
    }

    private static string Hint(string line, HashSet<string> known)
    {
        var near = known.Where(other => string.Equals(PublicSignatures.TypeOf(other), PublicSignatures.TypeOf(line), StringComparison.Ordinal)).ToList();
        var name = line.Split('(')[0].Split(' ')[^1];
        var same = near.Where(other => string.Equals(other.Split('(')[0].Split(' ')[^1], name, StringComparison.Ordinal));
        return $"{line}\n{(near.Count == 0 ? "    the type does not exist there" : string.Join('\n', same.Select(other => "    there: " + other)))}";
    }
}
