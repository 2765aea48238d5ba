using System.Net;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

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

    [Theory]
    [InlineData("/HUBS/AGENT")]
    [InlineData("/hubs/agent/")]
    [InlineData("/hubs/%61gent")]
    [InlineData("/hubs/Agent/negotiate")]
    public async Task AnotherSpellingPassesNothing(string path)
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:MaxConnections=1");
        await world.ConnectAgent("first");
        var token = (await world.Enrol("second")).Token;
        var method = path.EndsWith("negotiate", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get;
        using var full = await AgentSocket.Knock(world.Stranger, token, new HttpRequestMessage(method, path));
        using var browser = await AgentSocket.Knock(world.Stranger, token, new HttpRequestMessage(method, path) { Headers = { { "Origin", "https://evil.example" } } });

        await full.IsProblem(HttpStatusCode.ServiceUnavailable, "too-many-agents");
        await browser.IsProblem(HttpStatusCode.Forbidden, "origin-not-allowed");
    }

    [Fact]
    public async Task AnAgentThatSaysNothingTakesTwoPlacesAndNobodyElses()
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:MaxConnections=10");
        var greedy = await world.Enrol("greedy");
        var sockets = Enumerable.Range(0, 9).Select(_ => world.Agent(greedy)).ToList();
        var opened = await Task.WhenAll(sockets.Select(Opens));

        Assert.Equal(2, opened.Count(isOpen => isOpen));
        await world.ConnectAgent("other");
        var third = world.Agent(greedy);
        await sockets[Array.IndexOf(opened, true)].Hello();
        await third.Connect();   // who has said Hello does not count any more
        await third.Hello();
    }

    [Fact]
    public async Task AnAgentThatComesTooOftenUsesUpItsOwnAdmissions()
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:AdmissionsPerSecond=1000");
        var often = (await world.Enrol("often")).Token;
        var codes = new List<string?>();
        for (var i = 0; i < 40; i++)
        {
            using var answer = await AgentSocket.Knock(world.Stranger, often);
            codes.Add(answer.StatusCode == HttpStatusCode.ServiceUnavailable ? (await answer.Json())["code"]!.GetValue<string>() : null);
        }

        Assert.Null(codes[0]);
        Assert.Contains("agent-too-often", codes);
        await world.ConnectAgent("seldom");
    }

    [Fact]
    public async Task OneAgentMoreThanTheLimitIsAskedToComeBack()
    {
        await using var world = await GatewayWorld.Start("--Gateway:AgentSockets:MaxConnections=1");
        var first = await world.ConnectAgent("first");
        var identity = await world.Enrol("second");
        using var answer = await AgentSocket.Knock(world.Stranger, identity.Token);

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
        var fleet = new List<string>();
        for (var agent = 0; agent < 20; agent++)
        {
            fleet.Add((await world.Enrol($"storm-{agent}")).Token);
        }

        var answers = await Task.WhenAll(fleet.Select(token => AgentSocket.Knock(world.Stranger, token)));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable).ToList();
        Assert.InRange(refused.Count, 1, 19);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero));
        Assert.True(refused.Select(answer => answer.Headers.RetryAfter!.Delta).Distinct().Count() > 1, "they are asked to come back at different times");
    }

    private static async Task<bool> Opens(TestAgent agent)
    {
        try
        {
            await agent.Connect();
            return true;
        }
        catch (AgentRefusedException refused) when (refused.Status == HttpStatusCode.ServiceUnavailable)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("agent-token, x")]
    [InlineData("a, b, c")]
    public async Task ASubprotocolIsNeverEchoed(string subprotocol)
    {
        await using var world = await GatewayWorld.Start();
        using var socket = await AgentSocket.Open(
            new Uri($"ws://{world.Address.Authority}{ProtocolVersion.HubPath}"),
            (await world.Enrol("sub")).Token,
            options => subprotocol.Split(", ").ToList().ForEach(options.AddSubProtocol)).Within("the socket is open");

        Assert.True(string.IsNullOrEmpty(socket.SubProtocol));
    }
}
