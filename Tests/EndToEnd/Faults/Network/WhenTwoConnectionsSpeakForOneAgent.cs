namespace OrleansOps.EndToEnd;

/// <summary>The gateway holds an old connection of an agent that has a newer one: what the old one still says changes nothing.</summary>
public sealed class WhenTwoConnectionsSpeakForOneAgent(QuickWorld quick) : IClassFixture<QuickWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private OpsWorld World => quick.World;

    [Theory]
    [InlineData("Accepted")]
    [InlineData("Log")]
    [InlineData("Ended")]
    [InlineData("ResumeLog")]
    public async Task WhatTheOldOneSaysLateChangesNothing(string message)
    {
        var agent = await World.StartAgent($"late-{message}".ToLowerInvariant());
        var task = new NumberedTask(World, agent, $"with-late-{message}", isGated: message is "ResumeLog");
        var late = agent.Network.Next(message, said => said.IsOf(task.Id));
        await task.Submit();
        if (message is "ResumeLog")
        {
            await Eventually.Get(task.LinesStored, count => count > 0, "output is stored");
            agent.Network.ResetAll();
        }

        var held = await late.Arrived();
        held.Connection.Orphan();
        task.Open();
        await task.AssertKept(within: Patience);
        await late.Continue(Passage.Forward);

        await World.Online(agent);
        await task.AssertKept();
        var after = new NumberedTask(World, agent, $"after-late-{message}");
        await after.Submit();
        await after.AssertKept(within: Patience);
    }

    [Theory]
    [InlineData("Log")]
    [InlineData("Ended")]
    public async Task BothSpeakAtTheSameTime(string message)
    {
        var agent = await World.StartAgent($"both-{message}".ToLowerInvariant());
        var task = new NumberedTask(World, agent, $"with-both-{message}");
        var old = agent.Network.Next(message, said => said.IsOf(task.Id));
        await task.Submit();
        var held = await old.Arrived();
        var again = agent.Network.Next(message, said => said.IsOf(task.Id));

        held.Connection.Orphan();
        await again.Arrived();
        await Task.WhenAll(old.Continue(Passage.Forward), again.Continue(Passage.Forward));

        await task.AssertKept(within: Patience);
    }
}
