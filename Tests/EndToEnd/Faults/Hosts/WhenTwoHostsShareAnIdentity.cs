namespace OrleansOps.EndToEnd;

/// <summary>An agent's data directory was copied: two hosts have one identity.</summary>
public sealed class WhenTwoHostsShareAnIdentity(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private const string Advice = "ops-agent enrol --again";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private OpsWorld World => quick.World;

    [Fact]
    public async Task TheCopyIsNotLetInWhileTheOriginalIsThere()
    {
        var (first, copy) = await Two("original");
        var task = await Running(first, "on-the-original");

        copy.Start();
        await copy.Says(Advice, "the copy is told what it is", Patience);

        var events = await World.Api.Get($"/api/v1/agents/{first.Name}/events");
        Assert.Contains(events["items"]!.AsArray(), happened => happened!["kind"]!.GetValue<string>() == "refused");
        Assert.DoesNotContain("Superseded", first.Process.Output, StringComparison.Ordinal);
        task.Open();
        await task.AssertKept(within: Patience);
        Assert.Equal(1, first.Network.Count("Hello"));
        await copy.Process.KillNow();
    }

    [Fact]
    public async Task TheCopyIsNotLetInWhileTasksOfTheOriginalMayBeRunning()
    {
        var (first, copy) = await Two("absent");
        var task = await Running(first, "of-the-absent");
        await first.Process.KillNow();

        copy.Start();
        await copy.Says(Advice, "the copy is told why it must wait", Patience);
        Assert.Equal("running", OpsApi.Phase(await World.Api.Task(task.Id)));

        first.Start();
        task.Open();
        await task.AssertKept(within: Patience);
        await copy.Process.KillNow();
    }

    [Fact]
    public async Task TheCopySpeaksWhenTheOriginalIsGoneAndNothingOfItRuns()
    {
        var (first, copy) = await Two("gone");
        await first.Process.KillNow();

        copy.Start();
        var task = new NumberedTask(World, copy, "on-the-copy", name: first.Name);
        await task.Submit();

        await task.AssertKept(within: Patience);
    }

    private async Task<(AgentHost Original, AgentHost Copy)> Two(string name)
    {
        var first = await World.StartAgent(name);
        return (first, World.Clone(first, $"copy-of-{name}"));
    }

    private async Task<NumberedTask> Running(AgentHost agent, string id)
    {
        var task = new NumberedTask(World, agent, id, isGated: true);
        await task.Submit();
        await Eventually.Get(task.LinesStored, lines => lines > 0, "output is stored");
        return task;
    }
}
