using System.Net;
using System.Net.WebSockets;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Agents;

/// <summary>What stands before the upgrade to a socket.</summary>
public sealed class AdmissionTests
{
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    public async Task ABrowserIsTurnedAway(string origin)
    {
        await using var world = await GatewayWorld.Start();
        using var client = world.Client((await world.Enrol("browser")).Token);
        client.DefaultRequestHeaders.Add("Origin", origin);
        using var answer = await client.GetAsync(ProtocolVersion.HubPath);

        await answer.IsProblem(HttpStatusCode.Forbidden, "origin-not-allowed");
    }

    [Fact]
    public async Task OneAgentMoreThanTheLimitIsAskedToComeBack()
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:MaxConnections=1");
        var first = await world.ConnectAgent("first");
        var identity = await world.Enrol("second");
        using var client = world.Client(identity.Token);
        using var answer = await client.GetAsync(ProtocolVersion.HubPath);

        await answer.IsProblem(HttpStatusCode.ServiceUnavailable, "too-many-agents");
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        first.Cut();
        await Eventually.Succeeds(
            async () =>
            {
                var second = world.Agent(identity);
                await second.Connect();
                return await second.Hello();
            },
            "the place is free again");
    }

    [Fact]
    public async Task MoreAgentsInASecondThanTheLimitAreAskedToComeBack()
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:AdmissionsPerSecond=2");
        using var client = world.Client((await world.Enrol("storm")).Token);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync(ProtocolVersion.HubPath)));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.InRange(refused.Count, 1, 19);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero));
        Assert.True(refused.Select(answer => answer.Headers.RetryAfter!.Delta).Distinct().Count() > 1, "they are asked to come back at different times");
    }

    [Theory]
    [InlineData("agent-token, x")]
    [InlineData("a, b, c")]
    public async Task ASubprotocolIsNeverEchoed(string subprotocol)
    {
        await using var world = await GatewayWorld.Start();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {(await world.Enrol("sub")).Token}");
        foreach (var one in subprotocol.Split(", "))
        {
            socket.Options.AddSubProtocol(one);
        }

        await socket.ConnectAsync(new Uri($"ws://{world.Address.Authority}{ProtocolVersion.HubPath}"), default).Within("the socket is open");

        Assert.True(string.IsNullOrEmpty(socket.SubProtocol));
    }
}
