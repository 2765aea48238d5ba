namespace OrleansOps.EndToEnd;

public sealed class WhenAHostIsAway(RunningWorld running) : IClassFixture<RunningWorld>
{
    private OpsWorld World => running.World;

    [Fact]
    public async Task ItIsSaidAtOnceSinceWhenForHowLongAndHowToLeave()
    {
        var away = await World.StartAgent("away");
        await away.Process.KillNow();
        await Eventually.Get(() => World.Api.Get("/api/v1/agents/away"), host => host["state"]!.GetValue<string>() == "offline", "the gateway knows that it is away");

        await using var run = Opsctl.Start(World, "run", "--on", "away", "--id", "waits", "--queue-timeout", "2h", "--", "true");
        await SaysWhy(run);
        await using var follow = Opsctl.Start(World, "logs", "-f", "waits");
        await SaysWhy(follow);
        var read = await Opsctl.Run(World, 0, "logs", "waits");

        var beyond = await Opsctl.Run(World, 0, "logs", "waits", "--from", "7");

        Assert.Equal("opsctl: There is nothing to show: the log is empty so far. opsctl logs waits -f follows it.\n", beyond);
        Assert.Matches("waiting for away[^\n]*offline since[^\n]*opsctl logs waits -f follows it", read);
        run.Signal(ManagedProcess.Terminate);
        Assert.Equal(5, await run.Ended());
        Assert.Contains("is cancelled: it had not started", await Opsctl.Run(World, 0, "cancel", "waits"), StringComparison.Ordinal);
        Assert.Equal(0, await follow.Ended());
    }

    [Fact]
    public async Task ADrainingHostIsSaidToo()
    {
        await World.StartAgent("drained");
        await Opsctl.Run(World, 0, "hosts", "drain", "drained");
        await Opsctl.Run(World, 0, "run", "--on", "drained", "--id", "held", "--detach", "--", "true");

        await using var follow = Opsctl.Start(World, "logs", "held", "-f");

        await Eventually.Value(
            () => follow.Output, printed => printed.Contains("drained is being drained and gets no new tasks", StringComparison.Ordinal), "the draining host is named");
        await Opsctl.Run(World, 0, "hosts", "resume", "drained");
        Assert.Equal(0, await follow.Ended());
    }

    private static async Task SaysWhy(ManagedProcess opsctl)
    {
        await Eventually.Value(() => opsctl.Output, printed => printed.Contains("waiting for away.", StringComparison.Ordinal), "why it waits is said");
        Assert.Matches(@"waiting for away\. away is offline since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC[^\n]*It waits up to 2h\. Ctrl-C leaves it waiting; opsctl cancel waits takes it out of the queue\.", opsctl.Output);
    }
}
