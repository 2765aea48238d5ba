namespace OrleansOps.EndToEnd;

/// <summary>Calendar clocks are set back and forward by an hour while tasks run.</summary>
public sealed class WhenAClockJumps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ATaskRunsOnAndItsLogStaysInOrder(int hours)
    {
        using var folder = new TemporaryDirectory();
        var clock = new ShiftedClock(folder.File("clock"));
        var settings = new Dictionary<string, string>(SteppedWorld.Quick);
        foreach (var (name, value) in clock.Environment)
        {
            settings[name] = value;
        }

        await using var world = await OpsWorld.Start(settings: settings);
        var agent = await world.StartAgent(environment: clock.Environment);
        var across = new NumberedTask(world, agent, "across-the-jump", lines: 200);
        await across.Submit();
        await Eventually.Get(across.LinesStored, lines => lines > 0, "output is stored");

        clock.Shift(TimeSpan.FromHours(hours));
        var after = new NumberedTask(world, agent, "after-the-jump");
        await after.Submit();
        await after.AssertKept(within: Patience);
        clock.Shift(TimeSpan.Zero);

        await across.AssertKept(within: Patience);
        var back = new NumberedTask(world, agent, "after-the-way-back");
        await back.Submit();
        await back.AssertKept(within: Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ATaskWhoseTimeoutIsShorterThanTheJumpIsNotGivenUp(bool isServerStartedAgain)
    {
        var clock = new ShiftedClock(Path.GetTempFileName());
        var settings = new Dictionary<string, string>(SteppedWorld.Quick) { ["OPS_Tasks__CheckEvery"] = "00:00:01" };
        foreach (var (name, value) in clock.Environment)
        {
            settings[name] = value;
        }

        await using var world = await OpsWorld.Start(settings: settings);
        var agent = await world.StartAgent();
        var across = new NumberedTask(world, agent, "across-the-jump", isGated: true, timeoutSeconds: 300);
        await across.Submit();
        await Eventually.Get(across.LinesStored, lines => lines > 0, "output is stored");
        await Eventually.Get(() => world.Api.Task(across.Id), task => OpsApi.Phase(task) is "running", "it is known to run: its output may be there before that");

        if (isServerStartedAgain)
        {
            await world.Gateway.KillNow();
        }

        clock.Shift(TimeSpan.FromHours(1));
        if (isServerStartedAgain)
        {
            await world.StartGateway();
            await world.Online(agent);
        }

        // Its due time is looked at every second: in the time that this one takes, many times.
        var after = new NumberedTask(world, agent, "after-the-jump", lines: 250);
        await after.Submit();
        await after.AssertKept(within: Patience);
        var still = await world.Api.Task(across.Id);
        Assert.True(OpsApi.Phase(still) is "running", $"Expected it to be running: {still}");

        across.Open();
        await across.AssertKept(within: Patience);
    }
}
