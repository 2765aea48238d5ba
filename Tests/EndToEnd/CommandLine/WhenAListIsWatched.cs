namespace OrleansOps.EndToEnd;

public sealed class WhenAListIsWatched(RunningWorld running) : IClassFixture<RunningWorld>
{
    private const string Cleared = "\e[H\e[2J";

    private OpsWorld World => running.World;

    [Theory]
    [InlineData("tasks", "seen-now", "run --on host-1 --id seen-now -- true")]
    [InlineData("hosts", "seen=now", "hosts label host-1 seen=now")]
    public async Task WhatIsNewIsShownInItsPlace(string list, string news, string change)
    {
        await using var watch = Opsctl.StartInTerminal(World, list, "--watch");
        await Eventually.Value(() => watch.Output, screens => screens.Contains(Cleared, StringComparison.Ordinal), "a first screen");

        await Opsctl.Run(World, 0, change.Split(' '));

        await Eventually.Value(() => watch.Output.Split(Cleared)[^1], screen => screen.Contains(news, StringComparison.Ordinal), $"a screen with {news}");
    }

    [Fact]
    public async Task CtrlCEndsIt()
    {
        await using var watch = Opsctl.Start(World, "hosts", "--watch", "-o", "name");
        await Eventually.Value(() => watch.Output, lines => lines.Contains("host-1\nhost-1\n", StringComparison.Ordinal), "the list twice");

        watch.Signal(ManagedProcess.Interrupt);

        Assert.Equal(130, await watch.Ended());
    }
}
