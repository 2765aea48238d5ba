using System.Diagnostics;
using System.Globalization;

namespace OrleansOps.Bench;

/// <summary>
/// T9: an agent that has nothing to do, as hosts get it, beside the same compiled while it runs, and Debian's prometheus-node-exporter, which
/// hosts have anyway.
/// </summary>
internal static class AgentFootprint
{
    private const double MiB = 1024 * 1024;
    private const int Tasks = 1_000;

    // The first minute is the compiler's, not the idle agent's.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await using var product = await ProductRig.Start();
        await using var exporter = new OwnProcess(
            "prometheus-node-exporter", ["--web.listen-address=127.0.0.1:0", "--log.level=error"], Path.Combine(product.Folder, "exporter"));
        var compiledWhileItRuns = product.Installation.LaunchAgent(["dotnet", Builds.Agent], await product.Enrol(), slots: 5, product.Address);
        var agent = await product.StartAgent();

        // Others, because the first also paid for the server's own cold code.
        var starts = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var name = await product.Enrol();
            var start = Stopwatch.GetTimestamp();
            await product.RunAgent(name);
            starts.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await Task.Delay(Settle, TimeProvider.System);
        var (before, otherBefore) = (agent.ProcessorTime(), compiledWhileItRuns.ProcessorTime());
        await Task.Delay(Watch, TimeProvider.System);
        var (used, otherUsed) = (Percent(agent.ProcessorTime() - before), Percent(compiledWhileItRuns.ProcessorTime() - otherBefore));
        var (memory, other, shared) = (agent.Resident() / MiB, compiledWhileItRuns.Resident() / MiB, Proportional(agent) / MiB);

        var (worked, cost) = await Work(product, agent);
        var (otherWorked, otherCost) = await Work(product, compiledWhileItRuns);
        return
        [
            new Figure("agent-footprint", memory, "MiB", other, memory / other)
            {
                Gate = "ratio <= 0.5", Goal = "<= 20 MiB", Note = $"resident, idle; limit: compiled while it runs. node-exporter: {exporter.Resident() / MiB:0.0} MiB",
            },
            new Figure("agent-footprint-pss", shared, "MiB") { Gate = "<= 16 MiB", Note = "its part of what processes share counted by their number" },
            new Figure("agent-footprint-cpu", used, "%", otherUsed) { Gate = "<= 0.15 %", Note = $"of one core over {Watch.TotalSeconds:0} s" },
            new Figure("agent-footprint-start", Median(starts), "ms") { Gate = "<= 60 ms", Note = "from its start to online, median of 5" },
            new Figure("agent-footprint-worked", worked - memory, "MiB", otherWorked - other) { Gate = "<= 6 MiB", Note = $"more resident after {Tasks} tasks with output" },
            new Figure("agent-footprint-task", cost, "ms", otherCost, cost / otherCost) { Gate = "<= 0.9 ms", Note = "processor time for one of them" },
        ];
    }

    /// <summary>Its memory after many tasks, and its processor time for one.</summary>
    private static async Task<(double MiB, double Milliseconds)> Work(ProductRig product, OwnProcess agent)
    {
        product.Door.Agent = product.Agents.First(known => known.Value == agent).Key;
        var before = agent.ProcessorTime();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Tasks), new ParallelOptions { MaxDegreeOfParallelism = 5 }, async (_, _) => await product.Door.Run("/bin/echo", "a line of output"));
        return (agent.Resident() / MiB, (agent.ProcessorTime() - before).TotalMilliseconds / Tasks);
    }

    private static double Proportional(OwnProcess process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static double Percent(TimeSpan used) => used / Watch * 100;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
