using OrleansOps.Tests.Hosting;

namespace OrleansOps.Agents;

public sealed class WhenAnAgentIsAway
{
    [Fact]
    public async Task TheListSaysHowManyTasksWaitForIt()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await agent.Disconnect();
        await Listed(silo, view => view is { Presence: AgentPresence.Offline, Queued: 0 }, "the list has it as offline");

        await silo.Submit("t1");
        await silo.Submit("t2");
        await Listed(silo, view => view.Queued == 2, "the list has the two tasks that wait for it");

        await silo.Task("t1").Cancel("operator");
        await Listed(silo, view => view.Queued == 1, "the list has one task less");
    }

    private static Task<AgentView> Listed(SiloUnderTest silo, Func<AgentView, bool> wanted, string expected) => Eventually.Get(
        async () => (await silo.Grains.GetGrain<IFleetIndexGrain>(0).List(new AgentQuery())).Items.Single(), wanted, expected);
}
