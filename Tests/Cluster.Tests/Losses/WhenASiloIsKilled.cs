using OrleansOps.Agents;
using OrleansOps.Health;
using OrleansOps.Tests.World;

namespace OrleansOps.Losses;

public sealed class WhenASiloIsKilled
{
    /// <summary>Measured on a quiet machine it is 2 seconds; a test machine has other things to do.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task TheOthersGiveItUpAndServeWhatItHeld()
    {
        await using var cluster = await ClusterUnderTest.Start(silos: 2);
        var agents = Enumerable.Range(0, 20).Select(number => $"host-{number}").ToArray();
        await Task.WhenAll(agents.Select(agent => cluster.Connect(agent)));
        var victim = cluster.Silos[1].Address;
        Assert.Contains(victim, (await cluster.Places<IAgentGrain>()).Values);

        await cluster.Silos[1].Kill();

        await Task.WhenAll(agents.Select(agent => cluster.Submit($"task-of-{agent}", agent))).WaitAsync(Soon);
        await Eventually.Get(
            async () => await cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true),
            active => !active.ContainsKey(victim),
            "the silo is out of the list",
            Soon);
    }

    /// <summary>A call without a result has no answer to look at: its loss must be thrown.</summary>
    [Fact]
    public async Task ACallWithoutAResultThatNobodyCanAnswerFails()
    {
        await using var cluster = await ClusterUnderTest.Start(silos: 1);
        await cluster.Connect("host");

        await cluster.Silos[0].Kill();

        var failure = await Assert.ThrowsAnyAsync<Exception>(
            () => cluster.Client.GetGrain<IAgentGrain>("host").Register(new AgentRegistration("host", new Dictionary<string, string>())).Within("the call ends"));
        Assert.True(failure.MeansUnavailable(), failure.ToString());
    }
}
