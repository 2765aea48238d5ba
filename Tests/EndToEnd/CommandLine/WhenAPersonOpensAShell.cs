namespace OrleansOps.EndToEnd;

/// <summary>opsctl shell under a real terminal, with a real agent.</summary>
public sealed class WhenAPersonOpensAShell(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task HeTypesLeavesComesBackAndEndsIt()
    {
        await using (var first = Opsctl.StartTyped(World, "shell", "host-1", "--id", "at-home", "--command", "echo ready; exec /bin/sh -i"))
        {
            await Prints(first, "ready");
            await first.Type("stty size; kept=$((6*7))\r");
            await Prints(first, "30 100");
            await first.Type("~.");
            Assert.Equal(5, await first.Ended());
            Assert.Contains("opsctl shell --attach at-home", first.Output, StringComparison.Ordinal);
        }

        await using var second = Opsctl.StartTyped(World, "shell", "--attach", "at-home");
        await Prints(second, "30 100");   // the last of the screen is there again
        await second.Type("echo kept=$kept; exit 9\r");

        Assert.Equal(9, await second.Ended());
        Assert.Contains("kept=42", second.Output, StringComparison.Ordinal);
        await World.Api.Complete("at-home");
        Assert.Contains("kept=42", await Opsctl.Run(World, 0, "shell", "--replay", "at-home", "--speed", "100"), StringComparison.Ordinal);
        Assert.StartsWith("{\"version\":2,\"width\":100,\"height\":30,", await Opsctl.Run(World, 0, "shell", "--recording", "at-home"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutATerminal_HeIsToldWhatElseToDo() =>
        Assert.Contains("opsctl run --on HOST --script FILE", await Opsctl.Run(World, 2, "shell", "host-1"), StringComparison.Ordinal);

    private static Task<string> Prints(ManagedProcess opsctl, string text) =>
        Eventually.Value(() => opsctl.Output, output => output.Contains(text, StringComparison.Ordinal), $"opsctl shows '{text}'");
}
