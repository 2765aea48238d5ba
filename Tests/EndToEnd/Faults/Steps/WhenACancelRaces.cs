namespace OrleansOps.EndToEnd;

/// <summary>A task is cancelled while one of its messages is on the way: it has one end, one result, and nothing of it lives on.</summary>
public sealed class WhenACancelRaces(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private OpsWorld World => quick.World;

    [Theory]
    [InlineData("Run", Passage.Forward, "cancelled")]
    [InlineData("Run", Passage.CutBefore, "cancelled")]
    [InlineData("Run", Passage.CutAfter, "cancelled")]
    [InlineData("Accepted", Passage.Forward, "cancelled")]
    [InlineData("Accepted", Passage.CutBefore, "cancelled")]
    [InlineData("Ended", Passage.Forward, "cancelled")]
    [InlineData("Ended", Passage.CutBefore, "cancelled")]
    [InlineData("Settled", Passage.Forward, "succeeded")]
    [InlineData("Settled", Passage.CutBefore, "succeeded")]
    public async Task WithAMessage(string message, Passage passage, string phase)
    {
        var agent = passage == Passage.Forward ? await quick.SharedAgent() : await World.StartAgent($"{message}-{passage}".ToLowerInvariant());
        var task = new NumberedTask(World, agent, $"cancel-{message}-{passage}", message is "Ended" or "Settled" ? 20 : 3_000);
        var held = agent.Network.Next(message, said => said.IsOf(task.Id));
        await task.Submit();
        await held.Arrived();

        await World.Api.Cancel(task.Id);
        await World.Api.Cancel(task.Id);
        await held.Continue(passage);

        await task.AssertEnded(phase, Patience);
        await World.Api.Cancel(task.Id);
        Assert.Equal(phase, OpsApi.Phase(await World.Api.Task(task.Id)));
    }

    [Fact]
    public async Task WithAnAgentThatIsAway()
    {
        var agent = await World.StartAgent("away");
        var task = new NumberedTask(World, agent, "cancel-away", 3_000);
        await task.Submit();
        await Eventually.Get(task.LinesStored, lines => lines > 0, "output is stored");
        await agent.Process.KillNow();

        await World.Api.Cancel(task.Id);
        agent.Start();

        await task.AssertEnded("cancelled", Patience);
    }
}
