using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

/// <summary>An agent that says that it leaves is removed as an operator would remove it, and that is in the trail.</summary>
public sealed class WhenAnAgentLeaves(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task ItsHostIsGone_ItsTokenOpensNothing_AndItIsInTheTrail()
    {
        var agent = await world.ConnectAgent("leaver");

        await agent.Hub.InvokeAsync(nameof(IAgentHub.Leave)).ContinueWith(static _ => { }, TaskScheduler.Default).Within("Leave is answered, or the connection closed");

        await agent.Closed.Within("the connection is closed");
        using var host = await world.Operator.GetAsync("/api/v1/agents/leaver");
        Assert.Equal(HttpStatusCode.NotFound, host.StatusCode);
        var back = world.Agent(agent.Identity);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => back.Connect());
        Assert.Contains("401", refused.ToString(), StringComparison.Ordinal);
        using var trail = await world.Operator.GetAsync("/api/v1/audit?action=leaveFleet");
        var happened = Assert.Single((await trail.Json())["items"]!.AsArray())!;
        Assert.Equal((agent.Id, "leaver", "127.0.0.1", "done"), ((string?)happened["target"], (string?)happened["detail"], (string?)happened["from"], (string?)happened["outcome"]));
    }

    [Fact]
    public async Task BeforeItsHello_ItIsNotHeard()
    {
        var agent = world.Agent(await world.Enrol("stayer"));
        await agent.Connect();

        await Assert.ThrowsAnyAsync<Exception>(() => agent.Hub.InvokeAsync(nameof(IAgentHub.Leave)));

        using var host = await world.Operator.GetAsync("/api/v1/agents/stayer");
        Assert.Equal(HttpStatusCode.OK, host.StatusCode);
    }
}
