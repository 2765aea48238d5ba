namespace OrleansOps.EndToEnd;

/// <summary>Calendar clocks are set back and forward by an hour while tasks run.</summary>
public sealed class WhenAClockJumps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task ATaskRunsOnAndItsLogStaysInOrder(int hours)
    {
        var clock = new ShiftedClock(Path.GetTempFileName());
        var settings = new Dictionary<string, string>(SteppedWorld.Quick);
        foreach (var (name, value) in clock.Environment)
        {
            settings[name] = value;
        }

        await using var world = await OpsWorld.Start(settings: settings);
        var agent = await world.StartAgent(environment: clock.Environment);
        var across = new NumberedTask(world, agent, "across-the-jump", lines: 200);
        await across.Submit();
        await Eventually.Is("output is stored", across.LinesStored, lines => lines > 0);

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
}
