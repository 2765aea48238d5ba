using OrleansOps.Agents;
using OrleansOps.Logs;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;
using OrleansOps.Tests.World;

namespace OrleansOps.Placement;

public sealed class WhatBelongsToAHost
{
    private const int Hosts = 60;

    [Fact]
    public async Task LivesOnOneSiloAndTheHostsAreSpreadOverAll()
    {
        await using var cluster = await ClusterUnderTest.Start(silos: 3);
        var agents = new List<AgentUnderTest>();
        for (var host = 0; host < Hosts; host++)
        {
            var agent = await cluster.Connect($"host-{host}");
            agents.Add(agent);
            await cluster.Submit($"task-{host}", agent.Id);
            await agent.Accept();
            await cluster.Publish(agent.Batch($"task-{host}", 1, "one\n"));
            await agent.Mark(mark => mark.NextSeq == 2);
        }

        var hosts = await cluster.Places<IAgentGrain>();
        var tasks = await cluster.Places<ITaskGrain>();
        var logs = await cluster.Places<ILogSinkGrain>();
        var intakes = await cluster.Places<ILogIntakeGrain>();

        Assert.All(Enumerable.Range(0, Hosts), host => Assert.All(
            [tasks[$"task-{host}"], logs[$"task-{host}"], intakes[$"host-{host}"]], place => Assert.Equal(hosts[$"host-{host}"], place)));
        Assert.All(cluster.Silos, silo => Assert.InRange(hosts.Values.Count(place => place.Equals(silo.Address)), 6, 40));   // 20 each, as the hash will have it
    }

    [Fact]
    public async Task IsFoundBesideItWhoeverAsksFirst()
    {
        await using var cluster = await ClusterUnderTest.Start(silos: 2);
        for (var host = 0; host < 10; host++)
        {
            var agent = await cluster.Connect($"host-{host}");
            await cluster.Submit($"task-{host}", agent.Id);
            var order = await agent.Accept();
            await agent.Exit(order.TaskId);   // over: its grain leaves the memory
        }

        await Eventually.Get(cluster.Places<ITaskGrain>, places => places.Count == 0, "no task's grain is active");
        for (var host = 0; host < 10; host++)
        {
            Assert.NotNull(await cluster.Log($"task-{host}").Read(1, 1, TimeSpan.Zero));
        }

        var hosts = await cluster.Places<IAgentGrain>();
        var logs = await cluster.Places<ILogSinkGrain>();
        Assert.All(Enumerable.Range(0, 10), host => Assert.Equal(hosts[$"host-{host}"], logs[$"task-{host}"]));
    }
}
