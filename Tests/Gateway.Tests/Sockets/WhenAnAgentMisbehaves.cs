using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

public sealed class WhenAnAgentMisbehaves
{
    [Fact]
    public async Task AMessageOverTheLimitEndsItsConnection()
    {
        await using var world = await GatewayWorld.Start();
        var agent = await world.ConnectAgent("large");

        await Assert.ThrowsAnyAsync<Exception>(() => agent.Send(nameof(IAgentHub.Log), Some.Batch("t", Limits.MessageBytes, 1, 0)));

        await agent.Closed.Within("the connection is closed");
        await world.ConnectAgent("another");   // nobody else notices
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text, true)]
    [InlineData(WebSocketMessageType.Text, false)]
    public async Task BytesThatAreNoTextEndItsConnection(WebSocketMessageType type, bool inJson)
    {
        await using var world = await GatewayWorld.Start();
        using var socket = await Open(world, await world.Enrol("binary"));
        byte[] bytes = inJson
            ? [.. "{\"type\":1,\"target\":\"Accepted\",\"arguments\":[{\"taskId\":\""u8, 0xC3, 0x28, .. "\",\"attempt\":1}]}\u001e"u8]
            : [0xFF, 0xFE, 0x1e];

        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), type, endOfMessage: true, default);
        await socket.SendAsync(bytes, type, endOfMessage: true, default);

        await IsClosed(socket);
    }

    [Fact]
    public async Task OutputBeyondTheWindowEndsItsConnection()
    {
        await using var redis = await RedisServer.Start();
        await using var world = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}");
        var agent = await world.ConnectAgent("greedy");
        using var created = await world.Submit("greedy-task", Some.Task("greedy"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await world.TaskWhen("greedy-task", "running");
        await redis.Kill();   // nothing is stored from here on, so nothing is acknowledged

        var sending = SendWithoutWaiting(agent, 2 * Limits.WindowBytes / Limits.BatchBytes);

        var goodbye = await agent.NextGoodbye();
        Assert.Equal(GoodbyeCode.ProtocolError, goodbye.Code);
        Assert.Contains(Limits.WindowBytes.ToString(System.Globalization.CultureInfo.InvariantCulture), goodbye.Reason, StringComparison.Ordinal);
        await agent.Closed.Within("the connection is closed");
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await redis.Resume();   // the silo gives its lease back when it stops
    }

    [Fact]
    public async Task MoreMessagesThanItsRateEndItsConnection()
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:MessagesPerSecond=10");
        var agent = await world.ConnectAgent("chatty");

        var sent = Enumerable.Range(0, 200).Select(_ => agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat)).ToList();

        Assert.Equal(GoodbyeCode.ProtocolError, (await agent.NextGoodbye()).Code);
        await agent.Closed.Within("the connection is closed");
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(sent));
    }

    [Fact]
    public async Task AnAgentThatNeverSaysHelloIsCutOff()
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:HelloWithin=00:00:01");
        var agent = world.Agent(await world.Enrol("silent"));
        await agent.Connect();

        Assert.Equal(GoodbyeCode.ProtocolError, (await agent.NextGoodbye()).Code);
        await agent.Closed.Within("the connection is closed");
    }

    [Fact]
    public async Task AnAgentThatDoesNotReadIsCutOffAndNothingPilesUp()
    {
        await using var world = await GatewayWorld.Start(
            "--Gateway:AgentSockets:StuckAfter=00:00:01", "--Gateway:AgentSockets:SendQueueBytes=1048576");
        var agent = await world.ConnectAgent("deaf", slots: 1_000);
        agent.StopReading();

        // More than the buffers of both ends and of the network between them hold.
        for (var i = 0; i < 120 && !agent.Closed.IsCompleted; i++)
        {
            using var created = await world.Submit($"deaf-{i}", new { agent = agent.Id, kind = "shell", script = new string('x', Limits.ScriptBytes) });
            created.EnsureSuccessStatusCode();
        }

        await Eventually.Get(
            async () => (await world.Operator.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>($"/api/v1/agents/{agent.Id}"))!["state"]!.GetValue<string>(),
            state => state is "offline", "the agent is cut off");
        await Eventually.Get(() => Connections(world), lines => !lines.Any(), "no connection is counted");
    }

    private static async Task SendWithoutWaiting(TestAgent agent, int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            await agent.Send(nameof(IAgentHub.Log), Some.Batch("greedy-task", Limits.BatchBytes, (i * 4) + 1, (long)i * Limits.BatchBytes));
        }
    }

    private static async Task<IEnumerable<string>> Connections(GatewayWorld world)
    {
        var metrics = await world.Operator.GetStringAsync("/metrics");
        return metrics.Split('\n').Where(line => line.StartsWith("ops_agent_connections{", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
    }

    private static Task<ClientWebSocket> Open(GatewayWorld world, EnrolReply identity) =>
        AgentSocket.Open(new Uri($"ws://{world.Address.Authority}{ProtocolVersion.HubPath}"), identity.Token).Within("the socket is open");

    private static async Task IsClosed(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var said = new StringBuilder();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer, default).Within($"the gateway closes the socket; it said: {said}");
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                said.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            }
        }
        catch (WebSocketException closed)
        {
            Assert.NotEqual(WebSocketState.Open, socket.State);
            Assert.NotNull(closed);
        }
    }
}
