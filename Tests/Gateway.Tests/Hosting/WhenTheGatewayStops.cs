using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Hosting;

public sealed class WhenTheGatewayStops
{
    [Fact]
    public async Task EveryAgentIsToldWhenToComeBack()
    {
        await using var world = await GatewayWorld.Start();
        var agents = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => world.ConnectAgent($"stop-{i}")));

        await world.Stop().Within("the gateway has stopped");

        foreach (var agent in agents)
        {
            var goodbye = await agent.NextGoodbye();
            Assert.Equal(GoodbyeCode.ShuttingDown, goodbye.Code);
            Assert.InRange(goodbye.RetryAfterMs ?? -1, 0, 2_000);
            await agent.Closed.Within("the connection is closed");
        }
    }

    [Fact]
    public async Task ReadersOfLiveLogsDoNotHoldItUp()
    {
        await using var world = await GatewayWorld.Start();
        await world.Enrol("stop-follow");
        using var created = await world.Submit("stop-follow", Some.Task("stop-follow"));
        await using var events = await EventReader.Open(world.Operator, "/api/v1/tasks/stop-follow/log/follow");
        await events.Next("phase");

        await world.Stop().Within("the gateway has stopped");
    }
}
