using System.Globalization;

namespace OrleansOps.EndToEnd;

/// <summary>The agent's disk is full, or the kernel gives it no more of something.</summary>
public sealed class WhenAHostRunsShort(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private OpsWorld World => quick.World;

    [Fact]
    public async Task AFullDiskHoldsRunningTasksUpAndFailsNewOnesWithTheReason()
    {
        using var disk = SmallDisk.Mount(Path.Combine(World.Root, "full-disk"), megabytes: 6);
        var agent = await World.StartAgent("full-disk");
        var running = new NumberedTask(World, agent, "runs-into-it", lines: 300);
        await running.Submit();
        await Eventually.Get(running.LinesStored, lines => lines > 0, "output is stored");

        disk.Fill();
        await World.Api.Submit("comes-to-it", new { agent = agent.Name, kind = "shell", script = "true" });
        var refused = await World.Api.Terminal("comes-to-it", Patience);
        Assert.False(agent.Process.HasExited, agent.Process.Output);
        disk.Clear();

        await running.AssertKept(within: Patience);
        Assert.Equal("couldNotStart", refused["outcome"]!.GetValue<string>());
        Assert.Contains("No space left", refused["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        var after = new NumberedTask(World, agent, "comes-after-it");
        await after.Submit();
        await after.AssertKept(within: Patience);
        Assert.Equal(1, agent.Network.Count("Hello"));
    }

    [Fact]
    public async Task WithoutFileHandlesATaskFailsAndTheAgentLives()
    {
        var agent = await World.StartAgent("no-handles");
        var first = new NumberedTask(World, agent, "before-the-limit");
        await first.Submit();
        await first.AssertKept();

        var open = Directory.EnumerateFileSystemEntries($"/proc/{agent.Process.Id}/fd").Select(path => Path.GetFileName(path)).ToHashSet(StringComparer.Ordinal);
        var firstFree = Enumerable.Range(0, open.Count + 1).First(number => !open.Contains(number.ToString(CultureInfo.InvariantCulture)));
        var usual = (await File.ReadAllLinesAsync($"/proc/{agent.Process.Id}/limits"))
            .First(line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        await Limit(agent, "nofile", firstFree.ToString(CultureInfo.InvariantCulture));
        await World.Api.Submit("under-the-limit", new { agent = agent.Name, kind = "shell", script = "true" });
        var failed = await World.Api.Terminal("under-the-limit", Patience);
        await Limit(agent, "nofile", usual);

        Assert.Equal(("failed", "couldNotStart"), (OpsApi.Phase(failed), failed["outcome"]!.GetValue<string>()));
        var after = new NumberedTask(World, agent, "after-the-limit");
        await after.Submit();
        await after.AssertKept(within: Patience);
        Assert.Equal(1, agent.Network.Count("Hello"));
    }

    private static async Task Limit(AgentHost agent, string what, string most)
    {
        await using var prlimit = new ManagedProcess(
            "prlimit", "prlimit", ["--pid", agent.Process.Id.ToString(CultureInfo.InvariantCulture), $"--{what}={most}:"]);
        Assert.True(await prlimit.Ended() == 0, prlimit.Output);
    }
}
