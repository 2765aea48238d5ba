namespace OrleansOps.Bench;

/// <summary>How long, from which seed, on what, and where to write it.</summary>
/// <param name="Minutes">Of faults and load; settling and judging come on top.</param>
/// <param name="Seed">Decides load and faults: which, on what, for how long and in which order.</param>
/// <param name="JsonPath">Where the verdict goes as JSON; null for nowhere.</param>
/// <param name="Gap">The longest pause between two faults, in seconds; the shortest is a fifth of it.</param>
/// <param name="Folder">Where data and logs of the run go. They stay if a promise was broken.</param>
/// <param name="Silos">Processes that host grains and nothing else; with none, each gateway has a silo inside.</param>
/// <param name="Gateways">The doors.</param>
internal sealed record SoakOptions(double Minutes, int Seed, string? JsonPath, double Gap, string Folder, int Silos = 3, int Gateways = 2)
{
    private const int MostServers = 16;

    public static SoakOptions? Parse(string[] words)
    {
        var options = new SoakOptions(30, Random.Shared.Next(1, 1_000_000), null, 10, Path.Combine(Path.GetTempPath(), "ops-soak"));
        for (var i = 0; i < words.Length; i += 2)
        {
            var value = i + 1 < words.Length ? words[i + 1] : "";
            var next = words[i] switch
            {
                "--minutes" when double.TryParse(value, out var minutes) && minutes is > 0 and <= 10_000 => options with { Minutes = minutes },
                "--seed" when int.TryParse(value, out var seed) => options with { Seed = seed },
                "--json" when value.Length > 0 => options with { JsonPath = value },
                "--gap" when double.TryParse(value, out var gap) && gap is > 0 and <= 3_600 => options with { Gap = gap },
                "--silos" when int.TryParse(value, out var silos) && silos is >= 0 and <= MostServers => options with { Silos = silos },
                "--gateways" when int.TryParse(value, out var gateways) && gateways is > 0 and <= MostServers => options with { Gateways = gateways },
                "--state" when value.Length > 0 => options with { Folder = value },
                _ => null,
            };
            if (next is null)
            {
                Console.Error.WriteLine(
                    $"soak: \"{words[i]} {value}\" is not understood. It takes --minutes (above 0, up to 10000; default 30), --seed (a whole number), "
                    + "--gap (seconds between faults at most, default 10), --silos (0 to 16; default 3; 0: a silo inside each gateway), "
                    + "--gateways (1 to 16; default 2) and --json PATH.");
                return null;
            }

            options = next;
        }

        return options;
    }
}
