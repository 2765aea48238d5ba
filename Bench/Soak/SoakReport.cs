using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Bench;

/// <summary>The verdict of a soak for people and for programs.</summary>
internal sealed record SoakReport(
    SoakOptions Options, RunVerdict Verdict, IReadOnlyList<(string Kind, long At)> History, IReadOnlyList<Service> Services, SoakFigures Figures)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    private IReadOnlyDictionary<string, int> Faults => new SortedDictionary<string, int>(
        History.CountBy(fault => fault.Kind).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    private SortedDictionary<string, SortedDictionary<string, TimeSpan>> Waits => Outages.ByFault(History, Services);

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine($"soak of {Options.Minutes} minutes, seed {Options.Seed}, {Options.Silos} silos, {Options.Gateways} gateways");
        Console.WriteLine($"faults {Faults.Values.Sum()}: {string.Join(", ", Faults.Select(fault => $"{fault.Key} {fault.Value}"))}");
        Console.WriteLine(Verdict);
        Lines("rss", Figures.Memory());
        Lines("disk", Figures.Disk());
        foreach (var (fault, waits) in Waits)
        {
            Console.WriteLine($"longest wait  {fault,-18} {string.Join(", ", waits.Select(wait => $"{wait.Key} {wait.Value.TotalSeconds:0.0} s"))}");
        }

        Console.WriteLine(Verdict.IsKept
            ? "PASSED"
            : $"FAILED; data and logs are kept in {Options.Folder}; ./ops soak --minutes {Options.Minutes} --seed {Options.Seed} --gap {Options.Gap} --silos {Options.Silos} --gateways {Options.Gateways} does the same again");
    }

    public async Task Write(string path)
    {
        var json = JsonSerializer.SerializeToNode(Verdict.Counts)!.AsObject();
        json["kept"] = Verdict.IsKept;
        json["broken"] = JsonSerializer.SerializeToNode(Verdict.Broken);
        json["minutes"] = Options.Minutes;
        json["seed"] = Options.Seed;
        json["silos"] = Options.Silos;
        json["gateways"] = Options.Gateways;
        json["longestWaitSeconds"] = JsonSerializer.SerializeToNode(Waits.ToDictionary(
            fault => fault.Key, fault => fault.Value.ToDictionary(wait => wait.Key, wait => Math.Round(wait.Value.TotalSeconds, 2)), StringComparer.Ordinal));
        json["faults"] = JsonSerializer.SerializeToNode(Faults);
        json["rssMegabytes"] = Figures.Memory();
        json["diskMegabytes"] = Figures.Disk();
        await File.WriteAllTextAsync(path, json.ToJsonString(Format) + "\n");
    }

    private static void Lines(string what, JsonObject figures)
    {
        foreach (var (name, figure) in figures)
        {
            Console.WriteLine($"{what,-5}{name,-9} first {figure!["first"],7} MB, last {figure["last"],7} MB, max {figure["max"],7} MB");
        }
    }
}
