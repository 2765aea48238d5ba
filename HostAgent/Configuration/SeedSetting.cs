namespace OrleansOps.HostAgent.Configuration;

/// <summary>A setting of an older agent whose fleet moves here, under the names that its files and units have.</summary>
/// <param name="Seed">Which agent, as docs/seeds.md numbers them.</param>
/// <param name="Names">Its keys in a file.</param>
/// <param name="Variable">Its variable; null: it has none.</param>
/// <param name="Means">The setting of ours that it sets; null: there is none.</param>
/// <param name="Says">Where there is none, what holds in its place: a sentence without its full stop.</param>
internal sealed record SeedSetting(string Seed, IReadOnlyList<string> Names, string? Variable, Setting? Means, string Says = "")
{
    /// <summary>Its value as ours has it; what it cannot read it leaves, for our own check to refuse. It may ask for other variables.</summary>
    public Func<string, Func<string, string?>, string> Convert { get; init; } = (text, _) => text;
}
