using System.Globalization;
using Xunit.Abstractions;

namespace OrleansOps.Simulation;

/// <summary>
/// The promises under simulated faults. <c>OPS_SIM_SEEDS</c> sets how many seeds run, <c>OPS_SIM_FROM</c> the first of them, and
/// <c>OPS_SIM_SEED</c> replays one and shows all that it does.
/// </summary>
public sealed class PromisesTests(ITestOutputHelper output)
{
    private const int Seeds = 4_000;
    private const int FirstSeed = 1;
    private const int LastLines = 60;

    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task EveryPromiseIsKeptInEverySeed()
    {
        var count = Setting("OPS_SIM_SEEDS") ?? Seeds;
        var time = Setting("OPS_SIM_SEEDS") is null ? LongestRun : TimeSpan.FromHours(6);
        var started = TimeProvider.System.GetTimestamp();
        var lines = await SeedRunner.Run(Setting("OPS_SIM_FROM") ?? FirstSeed, count, time);
        var minutes = TimeProvider.System.GetElapsedTime(started).TotalMinutes;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Count} seeds, {lines.Count / minutes:0} a minute"));
        output.WriteLine(Faults(lines));

        var broken = lines.Where(line => line.Contains('|', StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.True(broken.Count == 0, broken.Count == 0 ? "" : await Explain(broken));
        Assert.NotEmpty(lines);
    }

    [Fact]
    public async Task ASeedIsTheSameInEveryRun()
    {
        const int Few = 20;
        var once = await SeedRunner.Run(FirstSeed, Few, LongestRun);
        var again = await SeedRunner.Run(FirstSeed, Few, LongestRun);

        Assert.Equal(once.Order(StringComparer.Ordinal), again.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ASeedThatIsAskedForIsShown()
    {
        if (Setting("OPS_SIM_SEED") is { } seed)
        {
            var trace = await SeedRunner.Trace(seed);
            output.WriteLine(trace);
            Assert.False(trace.Contains("BROKEN", StringComparison.Ordinal), trace);
        }
        else
        {
            Assert.Contains("MENDED", await SeedRunner.Trace(FirstSeed), StringComparison.Ordinal);
        }
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Faults(IReadOnlyList<string> lines) => string.Join(", ", lines
        .Select(line => line.Split('|')[0].Split(' '))
        .Where(words => words.Length > 3 && words[3].Length > 0)
        .SelectMany(words => words[3].Split(','))
        .Select(fault => fault.Split('='))
        .GroupBy(fault => fault[0], fault => int.Parse(fault[1], CultureInfo.InvariantCulture), StringComparer.Ordinal)
        .OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key} {kind.Sum()}")));

    private static async Task<string> Explain(List<string> broken)
    {
        var seed = int.Parse(broken[0].Split(' ')[0], CultureInfo.InvariantCulture);
        var trace = await SeedRunner.Trace(seed);
        var last = trace.Split('\n').TakeLast(LastLines);
        return $"""
            {broken.Count} seeds break a promise:
            {string.Join('\n', broken.Take(20))}

            The last lines of seed {seed}; all of it: OPS_SIM_SEED={seed} ./ops test {nameof(ASeedThatIsAskedForIsShown)}
            {string.Join('\n', last)}
            """;
    }
}
