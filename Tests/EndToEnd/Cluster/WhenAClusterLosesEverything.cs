using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

[Collection(nameof(Alone))]
public sealed class WhenAClusterLosesEverything(ITestOutputHelper output)
{
    /// <summary>The exit code of a process whose store is lost to it.</summary>
    private const int StoreLost = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact]
    public async Task EveryProcessEndsAndTheNextOnesBeginAnew()
    {
        await using var cluster = await FaultyCluster.Start(agents: 2);
        var at = cluster.At;

        await at.Redis.Send("FLUSHALL");
        foreach (var server in at.Servers)
        {
            Assert.Equal((server.Name, StoreLost), (server.Name, await server.Process.Ended()));
        }

        await at.BeginAnew();
        foreach (var agent in at.Agents.ToList())
        {
            await Eventually.Holds(
                () => agent.Value.LastWords.Contains("does not accept this agent's credential", StringComparison.Ordinal), $"{agent.Key} is told that nobody knows it", Patience);
            await agent.Value.DisposeAsync();
            await at.Enrol(agent.Key, again: true);
            cluster.LaunchAgent(agent.Key);
        }

        await cluster.Survives(ClusterFaults.Nothing, output);
    }
}
