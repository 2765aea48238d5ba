using System.Text.Json.Nodes;

namespace OrleansOps.Bench;

/// <summary>Memory and disk over the time of a run, by what has them.</summary>
internal sealed class SoakFigures(SoakWorld world)
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Growth by less than this is noise of a garbage collector or of a file that is about to be compacted.</summary>
    private const double Noise = 64;
    private const double MostGrowth = 1.5;

    private readonly SortedDictionary<string, List<double>> _memory = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<double>> _disk = new(StringComparer.Ordinal);

    /// <summary>Takes a sample of everything that runs.</summary>
    public void Take()
    {
        foreach (var (name, process) in world.Processes)
        {
            if (!process.HasExited && ProcessFigures.ResidentIfAlive(process.Id) is { } resident)
            {
                Add(_memory, name, resident / Mebibyte);
            }
        }

        Add(_disk, "redis", SizeOf(world.At.Redis.Data));
        foreach (var agent in world.Agents)
        {
            Add(_disk, agent, SizeOf(world.At.DataOf(agent)));
        }
    }

    /// <summary>The newest sample in one line.</summary>
    public override string ToString() => $"rss MB {Newest(_memory)}; disk MB {Newest(_disk)}";

    /// <summary>What is larger at the end than it was in the middle, by far. Empty for a run that is too short to say.</summary>
    public IEnumerable<string> Growing() => Growing("memory", _memory).Concat(Growing("disk", _disk));

    public JsonObject Memory() => ToJson(_memory);

    public JsonObject Disk() => ToJson(_disk);

    private static IEnumerable<string> Growing(string what, SortedDictionary<string, List<double>> samples) =>
        from sampled in samples
        let third = sampled.Value.Count / 3
        where third >= 18   // three minutes
        let middle = Median(sampled.Value[third..(2 * third)])
        let end = Median(sampled.Value[(2 * third)..])
        where end > (middle * MostGrowth) + Noise
        select $"{what} of {sampled.Key} grows: {middle:0} MB in the middle third of the run, {end:0} MB in the last";

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Add(SortedDictionary<string, List<double>> to, string name, double value)
    {
        if (!to.TryGetValue(name, out var values))
        {
            to[name] = values = [];
        }

        values.Add(value);
    }

    private static string Newest(SortedDictionary<string, List<double>> samples) =>
        string.Join(", ", samples.Select(sampled => $"{sampled.Key} {sampled.Value[^1]:0}"));

    private static JsonObject ToJson(SortedDictionary<string, List<double>> samples) => new(samples.Select(sampled => KeyValuePair.Create(
        sampled.Key,
        (JsonNode?)new JsonObject
        {
            ["first"] = Math.Round(sampled.Value[0], 1),
            ["last"] = Math.Round(sampled.Value[^1], 1),
            ["max"] = Math.Round(sampled.Value.Max(), 1),
        })));

    private static double SizeOf(string folder)
    {
        var bytes = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
        {
            try
            {
                bytes += file.Length;
            }
            catch (FileNotFoundException)
            {
                // Gone between the listing and the look.
            }
        }

        return bytes / Mebibyte;
    }
}
