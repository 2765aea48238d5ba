namespace OrleansOps.Bench;

/// <summary>What to measure, and where to write it.</summary>
internal sealed record BenchOptions(IReadOnlyList<Benchmark> Benchmarks, string? JsonPath)
{
    public static BenchOptions? Parse(string[] words)
    {
        var chosen = new List<Benchmark>();
        string? json = null;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is "--list")
            {
                foreach (var known in Benchmark.All)
                {
                    Console.WriteLine($"{known.Name,-20}{known.What}");
                }

                return null;
            }

            if (words[i] is "--json")
            {
                if (++i == words.Length)
                {
                    return Refuse("--json needs the path of the file to write.");
                }

                json = words[i];
            }
            else if (Benchmark.All.FirstOrDefault(known => known.Name.Equals(words[i], StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                chosen.Add(found);
            }
            else
            {
                return Refuse($"There is no benchmark \"{words[i]}\". There are: {string.Join(", ", Benchmark.All.Select(known => known.Name))}.");
            }
        }

        return new BenchOptions(chosen.Count > 0 ? chosen : Benchmark.All, json);
    }

    private static BenchOptions? Refuse(string reason)
    {
        Console.Error.WriteLine($"bench: {reason}");
        return null;
    }
}
