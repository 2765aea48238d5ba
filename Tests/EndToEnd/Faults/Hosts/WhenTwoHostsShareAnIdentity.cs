namespace OrleansOps.EndToEnd;

/// <summary>An agent's data directory was copied: two hosts speak with one identity.</summary>
public sealed class WhenTwoHostsShareAnIdentity(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private OpsWorld World => quick.World;

    [Fact]
    public async Task TheNewerSpeaksAndNoTaskRunsOnBoth()
    {
        var first = await World.StartAgent("original");
        var copy = World.Clone(first, "copy");
        var task = new NumberedTask(World, first, "on-the-original", isGated: true);
        await task.Submit();
        await Eventually.Is("output is stored", task.LinesStored, lines => lines > 0);

        copy.Start();
        await Eventually.Holds("the original is told", () => first.Process.Output.Contains("Superseded", StringComparison.Ordinal), Patience);
        var lost = await World.Api.Terminal(task.Id, Patience);
        var next = new NumberedTask(World, copy, "on-the-copy", name: first.Name);
        await next.Submit();
        await next.AssertKept(within: Patience);

        Assert.Equal("lost", OpsApi.Phase(lost));
        Assert.Equal(["started"], await File.ReadAllLinesAsync(task.StartsFile));

        await copy.Process.KillNow();
        await first.Process.KillNow();   // it would come back by itself, a minute after it was told
        first.Start();
        task.Open();
        await Eventually.Is(
            "its result stands beside the verdict, and its log is whole",
            () => World.Api.Task(task.Id),
            view => view["lateResult"]?["exitCode"]?.GetValue<int>() == 0,
            Patience);
        Assert.Equal(["started"], await File.ReadAllLinesAsync(task.StartsFile));
        await task.AssertNothingLeft();
    }
}
