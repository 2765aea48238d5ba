namespace OrleansOps.EndToEnd;

public sealed class WhenHostsAreChosenByLabel(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    private OpsWorld World => hosts.World;

    [Fact]
    public async Task LabelsAreSetAndTakenAwayOfOneHostAndOfMany()
    {
        Assert.Matches("^opsctl: host-1 has .*rack=7 role=web now.\n$", await Opsctl.Run(World, 0, "hosts", "label", "host-1", "role=web", "rack=7"));
        await Opsctl.Run(World, 0, "hosts", "label", "host-2", "role=web");

        await Opsctl.Run(World, 0, "hosts", "label", "-l", "role=web", "env=prod", "rack-");

        Assert.Equal("host-1\nhost-2\n", Sorted(await Opsctl.Run(World, 0, "hosts", "-l", "env=prod", "-o", "name")));
        Assert.Contains("No such hosts", await Opsctl.Run(World, 0, "hosts", "-l", "rack=7", "-o", "name"), StringComparison.Ordinal);
        Assert.Contains("No host has the label rack=7.", await Opsctl.Run(World, 2, "hosts", "drain", "-l", "rack=7"), StringComparison.Ordinal);
        Assert.Contains("\"this\" is no label", await Opsctl.Run(World, 2, "hosts", "label", "host-1", "this"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrainAndResumeTakeALabel()
    {
        await Opsctl.Run(World, 0, "hosts", "label", "host-1", "drain=me");
        await Opsctl.Run(World, 0, "hosts", "label", "host-2", "drain=me");

        var drained = await Opsctl.Run(World, 0, "hosts", "drain", "-l", "drain=me");
        var both = await Task.WhenAll(World.Api.Get("/api/v1/agents/host-1"), World.Api.Get("/api/v1/agents/host-2"));
        var resumed = await Opsctl.Run(World, 0, "hosts", "resume", "-l", "drain=me");

        Assert.Equal(["opsctl: host-1 gets no new tasks: 0 running, 0 queued.", "opsctl: host-2 gets no new tasks: 0 running, 0 queued."], Lines(drained));
        Assert.All(both, host => Assert.True(host["draining"]!.GetValue<bool>()));
        Assert.Equal(["opsctl: host-1 gets tasks again: 0 running, 0 queued.", "opsctl: host-2 gets tasks again: 0 running, 0 queued."], Lines(resumed));
        await Opsctl.Run(World, 0, "run", "--on", "host-2", "--", "true");
    }

    [Fact]
    public async Task CancelTakesALabel()
    {
        foreach (var id in (string[])["many-1", "many-2"])
        {
            await Opsctl.Run(World, 0, "run", "--on", "host-1", "--id", id, "--label", "many=yes", "--detach", "--", "sleep", "600");
        }

        await Opsctl.Run(World, 0, "run", "--on", "host-1", "--id", "not-one-of-them", "--detach", "--", "sleep", "600");
        await Opsctl.Run(World, 0, "cancel", "-l", "many=yes");

        Assert.Equal("cancelled", OpsApi.Phase(await World.Api.Task("many-1")));
        Assert.Equal("cancelled", OpsApi.Phase(await World.Api.Task("many-2")));
        Assert.False((await World.Api.Task("not-one-of-them"))["terminal"]!.GetValue<bool>());
        Assert.Contains("No task that is not over has the label many=yes.", await Opsctl.Run(World, 2, "cancel", "-l", "many=yes"), StringComparison.Ordinal);
        await Opsctl.Run(World, 0, "cancel", "not-one-of-them");
    }

    [Fact]
    public async Task AHostIsRenamedAndGoesByItsNewName()
    {
        await World.StartAgent("before");

        Assert.Equal("opsctl: before is after now.\n", await Opsctl.Run(World, 0, "hosts", "rename", "before", "after"));

        Assert.Equal("it ran\n", await Opsctl.Run(World, 0, "run", "--on", "after", "--quiet", "--", "echo", "it ran"));
        Assert.Contains("There is no host 'before'", await Opsctl.Run(World, 3, "host", "before"), StringComparison.Ordinal);
        Assert.Contains("host-1", await Opsctl.Run(World, 3, "hosts", "rename", "after", "host-1"), StringComparison.Ordinal);
        await Opsctl.Run(World, 0, "hosts", "remove", "after", "--yes");
    }

    [Fact]
    public async Task RemoveTakesALabelAndNeedsAWord()
    {
        await World.StartAgent("leaving-1");
        await World.StartAgent("leaving-2");
        foreach (var name in (string[])["leaving-1", "leaving-2"])
        {
            await Opsctl.Run(World, 0, "hosts", "label", name, "leaving=yes");
        }

        await using var unasked = new ManagedProcess("opsctl", "setsid", [.. Builds.CliProgram, "hosts", "remove", "-l", "leaving=yes"], Opsctl.Environment(World));
        Assert.Equal(2, await unasked.Ended());
        Assert.Contains("Add --yes.", unasked.Output, StringComparison.Ordinal);

        var removed = await Opsctl.Run(World, 0, "hosts", "remove", "-l", "leaving=yes", "--yes");

        Assert.Equal(["opsctl: Removed leaving-1", "opsctl: Removed leaving-2"], Lines(removed).Select(line => line[..25]));
        Assert.Equal("", (await Opsctl.Run(World, 0, "hosts", "--name", "leaving", "-o", "name", "--quiet")).Trim());
    }

    private static string[] Lines(string printed) => [.. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private static string Sorted(string printed) => string.Concat(Lines(printed).Select(line => line + "\n"));
}
