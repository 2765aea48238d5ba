using System.Globalization;

namespace OrleansOps.Bench;

/// <summary>What one process of the control plane does for a task, counted and not timed: calls between grains, and commands to Redis.</summary>
internal static class TaskCounts
{
    private const int Tasks = 500;
    private static readonly TimeSpan Saturated = TimeSpan.FromSeconds(5);
    private const string Processed = "orleans_messaging_processing_dispatcher_processed_total{";
    private const string Command = "cmdstat_";

    public static async Task<IReadOnlyList<Figure>> Measure(Lab lab)
    {
        await using var product = await ProductRig.Start();
        await product.StartAgent();
        return
        [
            .. await Count(product, "task-counts", "one at a time", () => OneByOne(product, "/bin/true")),
            .. await Count(product, "task-counts-line", "one at a time", () => OneByOne(product, "/bin/echo", "one line")),
            .. await Count(product, "task-counts-queued", "more than there are slots", async () => (await Loads.Saturate(product.Door, Saturated)).Tasks),
        ];
    }

    private static async Task<int> OneByOne(ProductRig product, params string[] argv)
    {
        await Loads.OneByOne(product.Door, Tasks, argv);
        return Tasks;
    }

    private static async Task<IReadOnlyList<Figure>> Count(ProductRig product, string name, string how, Func<Task<int>> run)
    {
        await Loads.OneByOne(product.Door, 20, "/bin/true");
        var (calls, commands) = (await Calls(product), await Commands(product));
        var tasks = await run();
        var (callsAfter, commandsAfter) = (await Calls(product), await Commands(product));
        var most = commandsAfter.Select(after => (after.Key, Count: (after.Value - commands.GetValueOrDefault(after.Key)) / tasks))
            .Where(command => command.Count >= 0.1).OrderByDescending(command => command.Count);
        return
        [
            new Figure($"{name}-calls", (callsAfter - calls) / tasks, "calls") { Note = $"to grains, for a task, {how}; a long poll counts as one" },
            new Figure($"{name}-redis", (commandsAfter.Values.Sum() - commands.Values.Sum()) / tasks, "commands")
            {
                Note = string.Join(' ', most.Select(command => string.Create(CultureInfo.InvariantCulture, $"{command.Key} {command.Count:0.0}"))),
            },
        ];
    }

    /// <summary>Answers are messages too, and are not counted.</summary>
    private static async Task<double> Calls(ProductRig product) =>
        (await product.Door.Http.GetStringAsync("/metrics")).Split('\n')
            .Where(line => line.StartsWith(Processed, StringComparison.Ordinal) && !line.Contains("\"Response\"", StringComparison.Ordinal))
            .Sum(line => Number(line[(line.LastIndexOf(' ') + 1)..]));

    /// <summary>By name, those of scripts beside the call of the script.</summary>
    private static async Task<Dictionary<string, double>> Commands(ProductRig product) =>
        (await product.Redis.Send("INFO", "commandstats")).Text.Split("\r\n")
            .Where(line => line.StartsWith(Command, StringComparison.Ordinal))
            .Select(line => line[Command.Length..].Split([":calls=", ","], StringSplitOptions.None) is [var name, var calls, ..] ? (name, calls) : throw new FormatException(line))
            .ToDictionary(command => command.name, command => Number(command.calls), StringComparer.Ordinal);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
