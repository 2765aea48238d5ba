namespace OrleansOps.EndToEnd;

/// <summary>A task that prints numbered lines and notes each of its starts outside: what faults do to it shows.</summary>
/// <param name="world">Where it runs.</param>
/// <param name="agent">On which host.</param>
/// <param name="id">Its name.</param>
/// <param name="lines">How many lines it prints.</param>
/// <param name="pauseSeconds">What it waits after each.</param>
/// <param name="name">The agent's name, where the host is a copy of another.</param>
/// <param name="isGated">It does not end before <see cref="Open"/>.</param>
/// <param name="timeoutSeconds">How long it may run.</param>
internal sealed class NumberedTask(
    OpsWorld world, AgentHost agent, string id, int lines = 60, double pauseSeconds = 0.02, string? name = null, bool isGated = false,
    int timeoutSeconds = 3_600)
{
    public string Id => id;

    /// <summary>One line for each start.</summary>
    public string StartsFile { get; } = Path.Combine(world.Root, $"{id}.starts");

    public Task Submit() => world.Api.Submit(id, new
    {
        agent = name ?? agent.Name,
        kind = "shell",
        script = NumberedLines.Script(lines, pauseSeconds, StartsFile) + (isGated ? $"\nuntil [ -e '{Gate}' ]; do sleep 0.05; done" : ""),
        timeoutSeconds,
        grace = new { interruptSeconds = 0.5, terminateSeconds = 0.5 },
    });

    private string Gate => Path.Combine(world.Root, $"{id}.gate");

    /// <summary>Lets a gated task end.</summary>
    public void Open() => File.WriteAllText(Gate, "");

    public Task<int> LinesStored() => Stored(world.Api.RawLog(id));

    /// <summary>Waits until it is over and asserts what is promised of every task, whatever happened on the way.</summary>
    public async Task AssertKept(string phase = "succeeded", TimeSpan? within = null)
    {
        await AssertEnded(phase, within);
        Assert.Equal(["started"], await File.ReadAllLinesAsync(StartsFile));
    }

    /// <summary>The same of one that may have been ended before it started.</summary>
    public async Task AssertEnded(string phase, TimeSpan? within = null)
    {
        var task = await world.Api.Complete(id, within ?? Eventually.Limit);
        Assert.True(string.Equals(OpsApi.Phase(task), phase, StringComparison.Ordinal), $"Expected {id} to be {phase}: {task}");
        await AssertLog(phase);
        var starts = File.Exists(StartsFile) ? await File.ReadAllLinesAsync(StartsFile) : [];
        Assert.True(starts.Length <= 1, $"{id} was started {starts.Length} times.");   // none: it was ended before it could write that
        await Eventually.Get(() => world.ResultEvents(id), count => count == 1, $"one entry for {id} in agent_results");
        await AssertNothingLeft();
    }

    /// <summary>No process, no file and no list knows it any more as something to be done.</summary>
    public async Task AssertNothingLeft()
    {
        var mark = Path.Combine(agent.Data, "tasks", id) + ".";
        await Eventually.Get(() => Task.FromResult(Leftovers.Of(mark)), left => left.Count == 0, $"no process of {id} is left");
        await Eventually.Get(
            () => Task.FromResult(string.Join(' ', agent.TaskFiles())),
            files => !files.Contains($"{id}.", StringComparison.Ordinal),
            $"{agent.Name} keeps nothing of {id}");
        await Eventually.Get(
            async () => (await world.Api.Get("/api/v1/tasks?open=true&limit=500"))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()),
            open => !open.Contains(id, StringComparer.Ordinal),
            $"{id} is not listed as open");
    }

    private async Task AssertLog(string phase)
    {
        var log = await world.Api.RawLog(id);
        if (string.Equals(phase, "succeeded", StringComparison.Ordinal))
        {
            NumberedLines.AssertWhole(log, lines);
        }
        else
        {
            NumberedLines.AssertPrefix(log, lines);
        }
    }

    private static async Task<int> Stored(Task<byte[]> log) => NumberedLines.LastNumber(await log);
}
