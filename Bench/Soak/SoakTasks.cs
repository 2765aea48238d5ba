namespace OrleansOps.Bench;

/// <summary>Draws tasks of many shapes.</summary>
internal sealed class SoakTasks(Random random, string folder, IReadOnlyList<string> agents)
{
    /// <summary>Far longer than anything that ends it.</summary>
    private const int EndlessLines = 3_000;

    private int _number;

    /// <summary>Where every script notes its start.</summary>
    public string Starts { get; } = Path.Combine(folder, "starts");

    public SoakTask Next()
    {
        var id = $"soak-{++_number}";
        return random.Next(100) switch
        {
            < 30 => Whole(id, new NumberedScript { Starts = Starts, Lines = random.Next(1, 30) }),
            < 50 => Whole(id, new NumberedScript { Starts = Starts, Lines = random.Next(5, 40), BothStreams = true, Pause = 0.2 }),
            < 60 => Whole(id, new NumberedScript { Starts = Starts, Lines = random.Next(40, 120), BothStreams = true, Pause = 0.25 }),
            < 66 => Whole(id, new NumberedScript { Starts = Starts, Lines = random.Next(2_000, 8_000), Padding = 60 }),
            < 71 => Whole(id, new NumberedScript { Starts = Starts, Lines = random.Next(5, 40), Padding = 20_000, BothStreams = true }),
            < 80 => Whole(id, new NumberedScript { Starts = Starts, Lines = random.Next(1, 30), Pause = 0.1, ExitCode = random.Next(1, 100) }),
            < 90 => TimedOut(id),
            _ => Cancelled(id),
        };
    }

    private SoakTask Whole(string id, NumberedScript script) => new(script.As(id), Body(script, 600), CancelAfter: null);

    private SoakTask TimedOut(string id)
    {
        var script = Endless(id);
        return new SoakTask(script.As(id) with { Endings = ["timedOut"] }, Body(script, random.Next(1, 8)), CancelAfter: null);
    }

    private SoakTask Cancelled(string id)
    {
        var script = Endless(id);
        return new SoakTask(
            script.As(id) with { Endings = ["cancelled"] },
            Body(script, 3_600),
            TimeSpan.FromMilliseconds(random.Next(0, 10_000)));
    }

    private NumberedScript Endless(string id) => new()
    {
        Starts = Starts,
        Lines = EndlessLines,
        Pause = 0.2,
        BothStreams = random.Next(2) == 0,
        Witness = Path.Combine(folder, "witnesses", id),
    };

    private object Body(NumberedScript script, int timeoutSeconds) => new
    {
        agent = agents[random.Next(agents.Count)],
        kind = "shell",
        script = script.Text,
        timeoutSeconds,
        grace = new { interruptSeconds = 1, terminateSeconds = 1 },
    };
}
