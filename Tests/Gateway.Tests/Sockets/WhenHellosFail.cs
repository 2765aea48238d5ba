using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using OrleansOps.Agents;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

public sealed class WhenHellosFail
{
    [Fact]
    public async Task AFewAreTakenOnOneConnectionAndThenItEnds()
    {
        var away = new Away();
        await using var world = await GatewayWorld.Start(builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(away));
        var agent = world.Agent(await world.Enrol("eager"));
        await agent.Connect();
        for (var hello = 0; hello < 3; hello++)
        {
            await Assert.ThrowsAsync<HubException>(() => agent.Hello());
        }

        await Assert.ThrowsAnyAsync<Exception>(() => agent.Hello());
        Assert.Equal(GoodbyeCode.ProtocolError, (await agent.NextGoodbye()).Code);
        await agent.Closed.Within("the connection is closed");
        Assert.Equal(3, away.Calls);
    }

    /// <summary>Its grain cannot open a session, whatever it is told.</summary>
    private sealed class Away : IIncomingGrainCallFilter
    {
        public int Calls { get; private set; }

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.Name != nameof(IAgentGrain.Connect))
            {
                return context.Invoke();
            }

            Calls++;
            throw new InvalidOperationException("Not now.");
        }
    }
}
