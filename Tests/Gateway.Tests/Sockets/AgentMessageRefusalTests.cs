using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

/// <summary>Bad input at the agents' door: each message is refused by the name of its field, and the connection goes on.</summary>
public sealed class AgentMessageRefusalTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Batch = """{"taskId":"t","attempt":1,"seq":1,"stream":0,"offset":0,"at":"2026-01-01T00:00:00Z","text":"x"}""";

    private const string Result =
        """{"messageId":"m","taskId":"t","attempt":1,"outcome":0,"exitCode":0,"endedAt":"2026-01-01T00:00:00Z","stdoutBytes":0,"stderrBytes":0,"processesLeft":0}""";

    [Theory]
    [InlineData("Accepted", """{"taskId":"","attempt":1}""", "taskId")]
    [InlineData("Accepted", """{"taskId":"../x","attempt":1}""", "taskId")]
    [InlineData("Accepted", """{"attempt":1}""", "taskId")]
    [InlineData("Accepted", """{"taskId":"t","attempt":0}""", "attempt")]
    [InlineData("Refused", """{"taskId":"t","attempt":1,"code":9,"reason":"x"}""", "code")]
    [InlineData("Refused", """{"taskId":"t","attempt":1,"code":2}""", "reason")]
    [InlineData("ResumeLog", """{"taskId":"t","attempt":-1}""", "attempt")]
    public async Task AReportOutsideItsLimitsIsRefused(string method, string message, string field) =>
        await IsRefused(method, JsonNode.Parse(message)!, field);

    [Theory]
    [InlineData("taskId", "\"a b\"", "taskId")]
    [InlineData("attempt", "0", "attempt")]
    [InlineData("seq", "0", "seq")]
    [InlineData("offset", "-1", "offset")]
    [InlineData("stream", "7", "stream")]
    [InlineData("text", "\"\"", "bytes in the batch")]
    [InlineData("text", "null", "exactly one")]
    [InlineData("raw", "\"eA==\"", "exactly one")]
    public async Task ABatchOutsideItsLimitsIsRefused(string field, string value, string named)
    {
        var batch = JsonNode.Parse(Batch)!;
        batch[field] = JsonNode.Parse(value);
        await IsRefused("Log", batch, named);
    }

    [Fact]
    public async Task ABatchThatIsTooLargeIsRefused()
    {
        var batch = JsonNode.Parse(Batch)!;
        batch["text"] = new string('x', Limits.BatchBytes + 1);
        await IsRefused("Log", batch, Limits.BatchBytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("messageId", "\"\"", "messageId")]
    [InlineData("messageId", "\"a\\nb\"", "messageId")]
    [InlineData("exitCode", "256", "exitCode")]
    [InlineData("signal", "65", "signal")]
    [InlineData("outcome", "9", "outcome")]
    [InlineData("stdoutBytes", "-1", "stdoutBytes")]
    [InlineData("processesLeft", "-1", "processesLeft")]
    [InlineData("usage", """{"userMicroseconds":-1,"systemMicroseconds":0,"peakMemoryBytes":0}""", "usage.userMicroseconds")]
    [InlineData("usage", """{"userMicroseconds":0,"systemMicroseconds":9223372036854775807,"peakMemoryBytes":0}""", "usage.systemMicroseconds")]
    [InlineData("usage", """{"userMicroseconds":0,"systemMicroseconds":0,"peakMemoryBytes":-1}""", "usage.peakMemoryBytes")]
    public async Task AResultOutsideItsLimitsIsRefused(string field, string value, string named)
    {
        var result = JsonNode.Parse(Result)!;
        result[field] = JsonNode.Parse(value);
        await IsRefused("Ended", result, named);
    }

    [Fact]
    public async Task AMessageIdThatIsTooLongIsRefused()
    {
        var result = JsonNode.Parse(Result)!;
        result["messageId"] = new string('m', 10_000);
        await IsRefused("Ended", result, "messageId");
    }

    [Fact]
    public async Task AResultForATaskThatWasNeverGivenIsNotStored()
    {
        var agent = await world.ConnectAgent("stranger");
        await agent.Hub.InvokeAsync("Ended", JsonNode.Parse(Result)!).Within("Ended is answered");

        Assert.Equal(SettledCode.UnknownTask, (await agent.NextSettled()).Code);
    }

    [Fact]
    public async Task AResultForAnotherAgentsTaskIsNotStored()
    {
        var (owner, thief) = (await world.ConnectAgent("owner"), await world.ConnectAgent("thief"));
        using var created = await world.Submit("owned", Some.Task("owner"));
        var order = await owner.NextOrder();
        await owner.Accept(order);
        await world.TaskWhen("owned", "running");

        await thief.Send("Ended", Some.Ended(order));

        Assert.Equal(SettledCode.UnknownTask, (await thief.NextSettled()).Code);
        Assert.Equal("running", (await world.Task("owned"))["phase"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("slots", "0")]
    [InlineData("slots", "1001")]
    [InlineData("agentVersion", "\"\"")]
    [InlineData("facts", "null")]
    [InlineData("tasks", "null")]
    [InlineData("tasks", """[{"taskId":"a/b","attempt":1,"phase":0}]""")]
    public async Task AHelloOutsideItsLimitsIsRefused(string field, string value)
    {
        var agent = world.Agent(await world.Enrol(world.NameOfItsOwn("bad-hello")));
        await agent.Connect();
        var hello = System.Text.Json.JsonSerializer.SerializeToNode(Some.Hello(), ProtocolJson.Default.Hello)!;
        hello[field] = JsonNode.Parse(value);

        var refused = await Assert.ThrowsAsync<HubException>(() => agent.Hub.InvokeAsync("Hello", hello));

        Assert.Contains(field, refused.Message, StringComparison.Ordinal);
        await agent.Hello();   // nothing was changed: the right one still opens the session
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("Dispose")]
    [InlineData("OnConnectedAsync")]
    [InlineData("get_Clients")]
    public async Task WhatIsNoMethodIsRefused(string method)
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("methods"));

        await Assert.ThrowsAsync<HubException>(() => agent.Hub.InvokeAsync(method));

        await agent.Send("Heartbeat", Some.Heartbeat);
    }

    private async Task IsRefused(string method, JsonNode message, string named)
    {
        var agent = await world.ConnectAgent(world.NameOfItsOwn("refused"));

        var refused = await Assert.ThrowsAsync<HubException>(() => agent.Hub.InvokeAsync(method, message).Within($"{method} is answered"));

        Assert.Contains(named, refused.Message, StringComparison.OrdinalIgnoreCase);
        await agent.Send("Heartbeat", Some.Heartbeat);
    }
}
