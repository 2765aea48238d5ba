using System.Net;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

public sealed class WhenAnAgentConnects(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task HelloOpensItsSession()
    {
        var agent = world.Agent(await world.Enrol("hello-1"));
        await agent.Connect();

        var welcome = await agent.Hello(slots: 7);

        Assert.Equal(1, welcome.Epoch);
        Assert.Equal(Limits.WindowBytes, welcome.WindowBytes);
        Assert.InRange(welcome.NextHeartbeatMs, 1_000, 60_000);
        var shown = await Agent("hello-1");
        Assert.Equal("online", shown["state"]!.GetValue<string>());
        Assert.Equal(7, shown["slots"]!.GetValue<int>());
        Assert.Equal("Debian GNU/Linux 12 (bookworm)", shown["facts"]!["os"]!.GetValue<string>());
    }

    [Fact]
    public async Task HeartbeatsShowItsLoad()
    {
        var agent = await world.ConnectAgent("hello-2");

        var reply = await agent.Hub.InvokeAsync<HeartbeatReply>(nameof(IAgentHub.Heartbeat), Some.Heartbeat).Within("the heartbeat is answered");

        Assert.InRange(reply.NextHeartbeatMs, 1_000, 60_000);
        await Eventually.Get(() => Agent("hello-2"), shown => shown["load"]?["cpuPercent"]?.GetValue<double>() == 1.5, "the load is shown");
    }

    [Theory]
    [InlineData(nameof(IAgentHub.Accepted))]
    [InlineData(nameof(IAgentHub.Heartbeat))]
    [InlineData(nameof(IAgentHub.ResumeLog))]
    public async Task AnythingBeforeHelloEndsTheConnection(string method)
    {
        var agent = world.Agent(await world.Enrol("early"));
        await agent.Connect();
        object message = method switch
        {
            nameof(IAgentHub.Heartbeat) => Some.Heartbeat,
            nameof(IAgentHub.ResumeLog) => new LogQuestion("t", 1),
            _ => new TaskAccepted("t", 1),
        };

        var refused = await Assert.ThrowsAsync<HubException>(() => agent.Send(method, message));

        Assert.Contains("Hello", refused.Message, StringComparison.Ordinal);
        Assert.Equal(GoodbyeCode.ProtocolError, (await agent.NextGoodbye()).Code);
        await agent.Closed.Within("the connection is closed");
    }

    [Fact]
    public async Task AnotherProtocolIsRefusedWithBothNumbers()
    {
        var agent = world.Agent(await world.Enrol("other-protocol"));
        await agent.Connect();

        var refused = await Assert.ThrowsAsync<HubException>(() => agent.Hello(Some.Hello() with { ProtocolVersion = 99 }));

        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        Assert.Equal(GoodbyeCode.ProtocolError, (await agent.NextGoodbye()).Code);
    }

    [Fact]
    public async Task TheNewestConnectionSpeaksForTheAgent()
    {
        var identity = await world.Enrol("clone");
        var (first, second) = (world.Agent(identity), world.Agent(identity));
        await first.Connect();
        await first.Hello();
        await second.Connect();

        var welcome = await second.Hello();

        Assert.Equal(2, welcome.Epoch);
        Assert.Equal(GoodbyeCode.Superseded, (await first.NextGoodbye()).Code);
        await first.Closed.Within("the older connection is closed");
        using var created = await world.Submit("clone-task", Some.Task("clone"));
        Assert.Equal("clone-task", (await second.NextOrder()).TaskId);
    }

    [Fact]
    public async Task ARemovedAgentIsSentAwayAndStaysAway()
    {
        var agent = await world.ConnectAgent("removed");

        using var removed = await world.Operator.DeleteAsync("/api/v1/agents/removed");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(GoodbyeCode.Revoked, (await agent.NextGoodbye()).Code);
        await agent.Closed.Within("the connection is closed");
        var again = world.Agent(agent.Identity);
        var refused = await Assert.ThrowsAsync<AgentRefusedException>(again.Connect);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
    }

    [Fact]
    public async Task ACutConnectionShowsItOffline()
    {
        var agent = await world.ConnectAgent("cut");

        agent.Cut();

        await Eventually.Get(() => Agent("cut"), shown => shown["state"]!.GetValue<string>() is "offline", "the agent is offline");
    }

    [Fact]
    public async Task ReportsOfAnOldSessionChangeNothing()
    {
        var identity = await world.Enrol("old-epoch");
        var first = world.Agent(identity);
        await first.Connect();
        await first.Hello();
        using var created = await world.Submit("old-epoch-task", Some.Task("old-epoch"));
        var order = await first.NextOrder();
        await first.Accept(order);
        await world.TaskWhen("old-epoch-task", "running");

        var second = world.Agent(identity);
        await second.Connect();
        await second.Hello(held: [new HeldTask(order.TaskId, order.Attempt, HeldPhase.Running)]);
        await first.Closed.Within("the older connection is closed");
        await Assert.ThrowsAnyAsync<Exception>(() => first.Send(nameof(IAgentHub.Ended), Some.Ended(order)));

        Assert.Equal("running", (await world.Task("old-epoch-task"))["phase"]!.GetValue<string>());
        await second.End(order);
        await world.TaskWhen("old-epoch-task", "succeeded");
    }

    [Fact]
    public async Task HelloIsSaidOnce()
    {
        var agent = await world.ConnectAgent("twice");

        var refused = await Assert.ThrowsAsync<HubException>(() => agent.Hello());

        Assert.Contains("already", refused.Message, StringComparison.Ordinal);
        Assert.Equal("online", (await Agent("twice"))["state"]!.GetValue<string>());
    }

    private async Task<System.Text.Json.Nodes.JsonNode> Agent(string name)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/agents/{name}");
        return await answer.Json();
    }
}
