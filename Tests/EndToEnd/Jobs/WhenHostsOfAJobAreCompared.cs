namespace OrleansOps.EndToEnd;

/// <summary>A job whose hosts did not all print the same, with every process as it is.</summary>
public sealed class WhenHostsOfAJobAreCompared
{
    private const string SecondDiffers = "echo begin; case $OPS_TASK_ID in *--2) echo other; exit 4;; *) echo same; echo warned >&2;; esac";

    [Fact]
    public async Task ThoseWithWhichItWentAlikeStandTogether()
    {
        await using var world = await OpsWorld.Start();
        foreach (var host in (string[])["web-1", "web-2", "web-3"])
        {
            await world.StartAgent(host);
        }

        await Opsctl.Run(world, 1, "run", "--on", "web-1,web-2,web-3", "--id", "compared", "-c", SecondDiffers);

        var outcomes = await Opsctl.Run(world, 0, "job", "compared", "--by", "outcome");
        Assert.Matches("(?m)^2 +succeeded +succeeded +0 +web-1, web-3", outcomes);
        Assert.Matches("(?m)^1 +failed +failed +4 +web-2", outcomes);
        var lines = await Opsctl.Run(world, 0, "job", "compared", "--by", "last-line");
        Assert.Matches("(?m)^1 +failed +failed +4 +web-2 +other", lines);
        var output = await Opsctl.Run(world, 0, "job", "compared", "--by", "output");
        Assert.Contains("--- 2 hosts, succeeded, exit code 0: web-1, web-3\nbegin\nsame\nwarned\n--- 1 host, failed, exit code 4: web-2\nbegin\nother\n", output, StringComparison.Ordinal);
        Assert.Equal("web-2\n", await Opsctl.Run(world, 0, "job", "compared", "--by", "outcome", "--state", "failed", "-o", "name"));
        Assert.Contains("--follow and --by exclude each other", await Opsctl.Run(world, 2, "job", "compared", "-f", "--by", "outcome"), StringComparison.Ordinal);
    }
}
