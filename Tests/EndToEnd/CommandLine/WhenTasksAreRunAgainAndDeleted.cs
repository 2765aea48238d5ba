namespace OrleansOps.EndToEnd;

public sealed class WhenTasksAreRunAgainAndDeleted(TwoHosts hosts) : IClassFixture<TwoHosts>
{
    private OpsWorld World => hosts.World;

    [Fact]
    public async Task RerunDoesTheSameOnceMoreUnderAnotherId()
    {
        var script = Path.Combine(World.Root, "again.sh");
        await File.WriteAllTextAsync(script, "echo \"$GREETING, $1\"; cat; pwd; exit 7\n");
        var input = Path.Combine(World.Root, "again.txt");
        await File.WriteAllTextAsync(input, "from standard input\n");
        await Opsctl.Run(
            World, 7, "run", "--on", "host-1", "--id", "again-1", "--name", "Say hello", "--script", script, "--stdin", input, "--cwd", "/",
            "--env", "GREETING=hello", "--label", "team=a", "--timeout", "5m", "--grace", "1s,2s", "--", "to you");

        var printed = await Opsctl.Run(World, 7, "rerun", "again-1", "--id", "again-2");

        Assert.Contains("hello, to you\nfrom standard input\n/\n", printed, StringComparison.Ordinal);
        var (first, second) = (await World.Api.Task("again-1"), await World.Api.Task("again-2"));
        foreach (var same in (string[])["agent", "name", "kind", "argv", "workingDirectory", "labels", "timeoutSeconds", "queueSeconds", "grace", "onLost", "logCapBytes"])
        {
            Assert.Equal(first[same]?.ToJsonString(), second[same]?.ToJsonString());
        }
    }

    [Fact]
    public async Task RerunOnAnotherHostInTheBackgroundPrintsTheNewId()
    {
        await Opsctl.Run(World, 0, "run", "--on", "host-1", "--id", "elsewhere-1", "--", "hostname");

        var printed = await Opsctl.Run(World, 0, "rerun", "elsewhere-1", "--on", "host-2", "--detach", "--quiet");

        var task = await World.Api.Complete(printed.Trim());
        Assert.Equal(("host-2", "succeeded"), (task["agent"]!["name"]!.GetValue<string>(), OpsApi.Phase(task)));
    }

    [Fact]
    public async Task DeleteTakesTheTasksThatAreOverAndTheirLogs()
    {
        foreach (var id in (string[])["old-1", "old-2", "old-3"])
        {
            await Opsctl.Run(World, 0, "run", "--on", "host-1", "--id", id, "--label", "old=yes", "--", "echo", id);
        }

        await Opsctl.Run(World, 0, "run", "--on", "host-1", "--id", "old-open", "--label", "old=yes", "--detach", "--", "sleep", "600");
        await World.Api.InPhase("old-open", "running");

        var one = await Opsctl.Run(World, 0, "delete", "old-1", "--yes");
        var labelled = await Opsctl.Run(World, 0, "delete", "-l", "old=yes", "--yes");

        Assert.Equal("opsctl: Task old-1 is deleted.\n", one);
        Assert.Contains("Task old-2 is deleted.\n", labelled, StringComparison.Ordinal);
        Assert.Contains("Task old-3 is deleted.\n", labelled, StringComparison.Ordinal);
        Assert.Equal("old-open\n", await Opsctl.Run(World, 0, "tasks", "-l", "old=yes", "-o", "name"));
        Assert.Contains("There is no task 'old-1'.", await Opsctl.Run(World, 3, "logs", "old-1"), StringComparison.Ordinal);
        await Opsctl.Run(World, 0, "cancel", "old-open");
    }

    [Fact]
    public async Task DeleteLeavesWhatIsNotOverAndGoesOnWithTheOthers()
    {
        await Opsctl.Run(World, 0, "run", "--on", "host-1", "--id", "mixed-over", "--", "true");
        await Opsctl.Run(World, 0, "run", "--on", "host-1", "--id", "mixed-open", "--detach", "--", "sleep", "600");

        var printed = await Opsctl.Run(World, 3, "delete", "mixed-open", "mixed-over", "--yes");

        Assert.Contains("mixed-open", printed, StringComparison.Ordinal);
        Assert.Contains("Task mixed-over is deleted.", printed, StringComparison.Ordinal);
        Assert.Contains("mixed-open", await Opsctl.Run(World, 0, "tasks", "--open", "-o", "name"), StringComparison.Ordinal);
        await Opsctl.Run(World, 0, "cancel", "mixed-open");
    }
}
