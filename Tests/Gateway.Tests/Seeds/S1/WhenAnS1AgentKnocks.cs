using System.Net;
using System.Net.Http.Json;
using System.Text;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S1;

public sealed class WhenAnS1AgentKnocks(S1World world) : IClassFixture<S1World>
{
    private static readonly object System = new { hostname = "web-1.example.org", os = "linux", arch = "amd64", ips = new[] { "10.0.0.9" } };

    [Theory]
    [InlineData("/api/agents/register/", true)]
    [InlineData("/api/agents/register", true)]
    [InlineData("/api/agents/register/", false)]
    public async Task ItsTokenSaysWhichHostItIs(string path, bool inBody)
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("register"));
        using var client = world.Gateway.Client(inBody ? null : host.Token);

        for (var times = 0; times < 2; times++)
        {
            using var answer = await client.PostAsJsonAsync(path, new { name = "whatever", token = inBody ? host.Token : null, labels = new { }, system = System, host_id = 7 });

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var said = await answer.Json();
            Assert.Equal(host.AgentId, said["id"]!.GetValue<string>());
            Assert.StartsWith("register-", said["name"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal("active", said["status"]!.GetValue<string>());
            Assert.Equal($"ws://{world.Gateway.Address.Authority}/ws/agent/{host.AgentId}", said["ws_url"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task WhatItSaysOfItsHostIsShown()
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("facts"));
        using (await world.Gateway.Client(host.Token).PostAsJsonAsync("/api/agents/register/", new { name = "x", system = System }))
        {
            await using var agent = S1Program.Wire();
            await agent.Connect(world.Gateway.Address, host.AgentId, $"agent-token,{host.Token}");

            var shown = await Eventually.Get(
                async () => await (await world.Gateway.Operator.GetAsync($"/api/v1/agents/{host.AgentId}")).Json(), view => view["facts"] is not null, "the host's facts are shown");

            Assert.Equal("web-1.example.org", shown["facts"]!["hostName"]!.GetValue<string>());
            Assert.Equal("amd64", shown["facts"]!["architecture"]!.GetValue<string>());
            Assert.Equal("S1 (ops-jobs)", shown["version"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("whatever-it-always-had")]
    [InlineData("ops_agent_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task ATokenThatNoEnrolmentGaveOpensNothing(string token)
    {
        using var registered = await world.Gateway.Stranger.PostAsJsonAsync("/api/agents/register/", new { name = "x", token });
        await using var agent = S1Program.Wire();
        var connected = await agent.Connect(world.Gateway.Address, "aaaaaaaaaaaaaaaa", $"agent-token,{token}");

        Assert.Equal(HttpStatusCode.Unauthorized, registered.StatusCode);
        Assert.Equal("""{"code":1002,"error":"invalid token"}""", await registered.Content.ReadAsStringAsync());
        Assert.Equal(401, connected["refused"]!.GetValue<int>());
    }

    [Fact]
    public async Task AJoinTokenIsNoHostsToken()
    {
        using var answer = await world.Gateway.Stranger.PostAsJsonAsync("/api/agents/register/", new { name = "x", token = await world.Gateway.JoinToken() });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("enrol the host with the join token", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "not JSON")]
    [InlineData("{\"token\":7}", "not JSON as an agent sends it")]
    [InlineData("null", "empty")]
    public async Task ABodyThatIsNoneIsRefused(string body, string why)
    {
        using var answer = await world.Gateway.Stranger.PostAsync("/api/agents/register", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABodyThatIsTooLargeIsRefused()
    {
        using var answer = await world.Gateway.Stranger.PostAsync("/api/agents/register", new StringContent($"{{\"name\":\"{new string('x', 70_000)}\"}}"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("65536 bytes", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agent-token,{0}", false)]
    [InlineData("agent-token, {0}", true)]
    [InlineData("{0}", false)]
    public async Task TheHandshakeTakesItsTokenInEachForm(string protocol, bool deflate)
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("forms"));
        await using var agent = S1Program.Wire();

        var answer = await agent.Connect(world.Gateway.Address, host.AgentId, string.Format(protocol, host.Token), deflate);

        Assert.True(answer["open"]?.GetValue<bool>(), answer.ToJsonString());
        Assert.Equal(deflate, answer["deflate"]!.GetValue<bool>());
        await Eventually.Get(() => world.State(host), state => state is "online", "the host is online");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AGatewayThatDoesNotCompressIsUnderstoodToo(bool deflate)
    {
        await using var gateway = await GatewayWorld.Start("--Gateway:S1:Enabled=true", "--Gateway:S1:Compression=false");
        var host = await gateway.Enrol("plain");
        await using var agent = S1Program.Wire();

        var answer = await agent.Connect(gateway.Address, host.AgentId, $"agent-token,{host.Token}", deflate);
        await gateway.Submit("plain-1", new { agent = "plain", kind = "shell", script = "true" });

        Assert.False(answer["deflate"]!.GetValue<bool>());
        Assert.Equal("plain-1", (await agent.Came("task"))["task_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task AnothersPathIsNotItsOwn()
    {
        var (host, other) = (await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("own")), await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("other")));
        await using var agent = S1Program.Wire();

        Assert.Equal(404, (await agent.Connect(world.Gateway.Address, other.AgentId, $"agent-token,{host.Token}"))["refused"]!.GetValue<int>());
        Assert.Equal(401, (await agent.Connect(world.Gateway.Address, host.AgentId, protocol: null))["refused"]!.GetValue<int>());
        Assert.Equal(401, (await agent.Connect(world.Gateway.Address, host.AgentId, "agent-token"))["refused"]!.GetValue<int>());
    }

    [Fact]
    public async Task ABrowserIsTurnedAway()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ws/agent/aaaaaaaaaaaaaaaa") { Headers = { { "Origin", "https://elsewhere.example" } } };
        using var answer = await world.Gateway.Stranger.SendAsync(request);

        await answer.IsProblem(HttpStatusCode.Forbidden, "origin-not-allowed");
    }

    [Fact]
    public async Task UnlessTheOperatorWantsThemTheyAreToldSo()
    {
        await using var gateway = await GatewayWorld.Start();
        var host = await gateway.Enrol("off");
        await using var agent = S1Program.Wire();

        using var registered = await gateway.Stranger.PostAsJsonAsync("/api/agents/register/", new { name = "off", token = host.Token });
        var connected = await agent.Connect(gateway.Address, host.AgentId, $"agent-token,{host.Token}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, registered.StatusCode);
        Assert.Equal("""{"code":1001,"error":"agents of S1 are not let in here: Gateway:S1:Enabled is false"}""", await registered.Content.ReadAsStringAsync());
        Assert.Equal(503, connected["refused"]!.GetValue<int>());
    }

    [Fact]
    public async Task ANewerConnectionTakesOver_AndTheOldOneDoesNotEndIt()
    {
        var (host, first) = await world.Connect("takeover");
        await using var second = S1Program.Wire();

        await second.Connect(world.Gateway.Address, host.AgentId, $"agent-token,{host.Token}");
        Assert.Equal(1008, await first.Closed());
        await first.DisposeAsync();

        await world.Give(host, second);
        Assert.Equal("online", await world.State(host));
    }

    [Fact]
    public async Task OneThatIsSentNothingIsSentSomething()
    {
        var (_, agent) = await world.Connect("idle");
        await using (agent)
        {
            Assert.Equal("keepalive", (await agent.Came("ack"))["ack_id"]!.GetValue<string>());
            Assert.Equal("keepalive", (await agent.Came("ack"))["ack_id"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task AHostThatIsRemovedIsPutOut()
    {
        var (host, agent) = await world.Connect("removed");
        await using (agent)
        {
            using var removed = await world.Gateway.Operator.DeleteAsync($"/api/v1/agents/{host.AgentId}");

            Assert.Equal(1008, await agent.Closed());
            Assert.Equal(401, (await agent.Connect(world.Gateway.Address, host.AgentId, $"agent-token,{host.Token}"))["refused"]!.GetValue<int>());
        }
    }
}
