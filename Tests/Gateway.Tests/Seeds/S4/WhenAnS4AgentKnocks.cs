using System.Net;
using System.Net.Http.Json;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

public sealed class WhenAnS4AgentKnocks(S4World world) : IClassFixture<S4World>
{
    [Fact]
    public async Task ItIsWelcomedAndToldItsEnvironment_InTheBytesOfS4()
    {
        using var made = await world.Gateway.Operator.PostAsync("/api/v1/join-tokens", JsonContent.Create(new { uses = 1, labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["s4/work-dir"] = "/srv/agent/工作区" } }));
        var name = world.Gateway.NameOfItsOwn("welcome");
        var host = await world.Gateway.Enrol(name, joinToken: (await made.Json())["token"]!.GetValue<string>());
        await using var agent = S4Program.Wire();

        Assert.True((await agent.Connect(world.Gateway.Address, host.Token)).ContainsKey("open"));

        Assert.Equal(
            $$"""{"type":"welcome","message":"连接成功","environment_id":"{{host.AgentId}}","environment_name":"{{name}}","work_dir":"/srv/agent/工作区","reconnect_delay":3}""",
            await agent.Text("welcome"));
        var success = await agent.Text("auth_success");
        Assert.StartsWith($$"""{"type":"auth_success","environment_id":"{{host.AgentId}}","work_dir":"/srv/agent/工作区","reconnect_delay":3,"server_time":"20""", success, StringComparison.Ordinal);
        Assert.Matches("""server_time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"}$""", success);
    }

    [Theory]
    [InlineData("Authorization", "Bearer {0}")]
    [InlineData("Authorization", "{0}")]
    [InlineData("token", "{0}")]
    public async Task ATokenMayStandInAHeader(string name, string value)
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("header"));
        await using var agent = S4Program.Wire();

        var answer = await agent.Connect(world.Gateway.Address, token: null, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = string.Format(value, host.Token) });

        Assert.True(answer.ContainsKey("open"), answer.ToJsonString());
        Assert.Equal(host.AgentId, (await agent.Came("welcome"))["environment_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task WhatItSaysOfItsHostIsShown_InTheShapeOfTheProgram()
    {
        var (host, agent) = await world.Connect("facts");
        await using (agent)
        {
            var view = await world.Host(host);
            Assert.Equal("Linux Ubuntu 20.04.3 LTS", view["facts"]!["os"]!.GetValue<string>());
            Assert.Equal(4, view["facts"]!["cpus"]!.GetValue<int>());
            Assert.Equal(8192L * 1024 * 1024, view["facts"]!["memoryBytes"]!.GetValue<long>());
            Assert.Equal("10.1.2.4", view["facts"]!["addresses"]![0]!.GetValue<string>());
            Assert.Equal("S4 (ATS)", view["version"]!.GetValue<string>());
            Assert.Equal(7.5, view["load"]!["cpuPercent"]!.GetValue<double>());
            Assert.Equal(1024L * 1024 * 1024, view["load"]!["memoryUsedBytes"]!.GetValue<long>());
            Assert.Equal(1, view["slots"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task WhatItSaysOfItsHostIsShown_InTheShapeOfTheDocument()
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("document"));
        await using var agent = S4Program.Wire();
        await agent.Connect(world.Gateway.Address, host.Token);
        await agent.Say(new { type = "auth", token = host.Token, agent_info = new { version = "1.0.0", platform = "linux", python_version = "3.9.0" } });

        await agent.Say("""{"type":"heartbeat","timestamp":"2025-12-14T10:30:00Z","system_info":{"cpu":{"usage_percent":45.2,"cores":8,"model":"Intel Core i7-9700K","frequency":"3.6GHz"},"memory":{"total":16384,"used":8192,"free":8192,"usage_percent":50.0,"unit":"MB"},"disk":{"total":500000,"used":200000,"free":300000,"usage_percent":40.0,"unit":"MB"},"network":{"ip":"192.168.1.100","hostname":"agent-node-01"},"os":{"type":"Linux","version":"Ubuntu 20.04.3 LTS","kernel":"5.4.0-74-generic"}}}""");

        Assert.Matches("""^{"type":"heartbeat_ack","timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"}$""", await agent.Text("heartbeat_ack"));
        var view = await world.Host(host);
        Assert.Equal("agent-node-01", view["facts"]!["hostName"]!.GetValue<string>());
        Assert.Equal("5.4.0-74-generic", view["facts"]!["kernel"]!.GetValue<string>());
        Assert.Equal(45.2, view["load"]!["cpuPercent"]!.GetValue<double>());
    }

    [Theory]
    [InlineData("""{"type":"heartbeat","data":{"node_ip":"unknown","os_type":"未知","cpu_info":{"usage_percent":"unknown","cores":null},"memory_info":"unknown","disk_info":{"total":"x"}}}""")]
    [InlineData("""{"type":"heartbeat"}""")]
    [InlineData("""{"type":"heartbeat","system_info":[1,2,3]}""")]
    [InlineData("""{"type":"heartbeat","system_info":{"cpu":{"usage_percent":-1e300,"cores":1e300},"memory":{"total":1e300,"unit":"MB"},"os":{"type":"\u0007"}}}""")]
    public async Task WhatItCallsUnknownIsNotShown_AndItIsAliveAllTheSame(string beat)
    {
        var (_, agent) = await world.Connect("unknown");
        await using (agent)
        {
            await agent.Came("heartbeat_ack");
            await agent.Say(beat);
            await agent.Came("heartbeat_ack");
        }
    }

    [Theory]
    [InlineData("?token=")]
    [InlineData("")]
    [InlineData("?token=whatever-it-always-had")]
    [InlineData("?token=ops_agent_aaaaaaaaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task ATokenThatNoEnrolmentGaveIsClosedWith1008(string behind)
    {
        await using var agent = S4Program.Wire();

        await agent.Connect(world.Gateway.Address, token: null, behind: behind);

        var closed = await agent.Next(said => said.ContainsKey("closed"), "it is closed");
        Assert.Equal((1008, "Invalid token"), (closed["closed"]!.GetValue<int>(), closed["why"]!.GetValue<string>()));
        Assert.DoesNotContain(agent.All, said => said.ContainsKey("came"));
    }

    [Fact]
    public async Task AJoinTokenIsNoHostsToken()
    {
        await using var agent = S4Program.Wire();

        await agent.Connect(world.Gateway.Address, await world.Gateway.JoinToken());

        var closed = await agent.Next(said => said.ContainsKey("closed"), "it is closed");
        Assert.Equal(1008, closed["closed"]!.GetValue<int>());
        Assert.StartsWith("Not the token of a host: enrol the host with the join token", closed["why"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAgentWithAWrongTokenExits()
    {
        await using var agent = S4Program.Agent(world.Gateway.Address, "wrong", "/nowhere");

        var (code, complaints) = await agent.Exited();

        Assert.Equal(1, code);
        Assert.Contains("AUTH_FAILED: Invalid token", complaints, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ATokenThatIsReplacedOrRevokedIsToldToBe_AndOpensNothingAnyMore(bool replaced)
    {
        var (join, name) = (await world.Gateway.JoinToken(), world.Gateway.NameOfItsOwn("rotated"));
        var host = await world.Gateway.Enrol(name, $"{name}-s4", join);
        await using var agent = S4Program.Wire();
        await world.Connect(host, agent);

        if (replaced)
        {
            Assert.Equal(host.AgentId, (await world.Gateway.Enrol(name, $"{name}-s4", join)).AgentId);
        }
        else
        {
            using var removed = await world.Gateway.Operator.DeleteAsync($"/api/v1/agents/{host.AgentId}");
        }

        var last = await agent.Came("token_invalid");
        Assert.Equal("token_regenerated", last["reason"]!.GetValue<string>());
        Assert.NotEmpty(last["message"]!.GetValue<string>());
        Assert.Equal(1008, await agent.Closed());
        await agent.Connect(world.Gateway.Address, host.Token);
        Assert.Equal(1008, await agent.Closed());
    }

    [Fact]
    public async Task AnotherTokenInItsIntroductionEndsIt()
    {
        var (_, agent) = await world.Connect("introduced");
        await using (agent)
        {
            await agent.Say(new { type = "auth", token = "another", agent_info = new { version = "1.0.0" } });

            Assert.Equal("token_regenerated", (await agent.Came("token_invalid"))["reason"]!.GetValue<string>());
            Assert.Equal(1008, await agent.Closed());
        }
    }

    [Fact]
    public async Task OneThatSaysNothingIsAskedWhetherItIsThere()
    {
        var (host, agent) = await world.Connect("ping");
        await using (agent)
        {
            Assert.Equal("""{"type":"ping"}""", await agent.Text("ping"));
            await agent.Say("""{"type": "pong"}""");
            await agent.Came("ping");
            Assert.Equal("online", await world.State(host));
        }
    }

    [Fact]
    public async Task ANewerConnectionTakesOver_AndTheOldOneDoesNotEndIt_NorIsToldThatItsTokenIsWrong()
    {
        var (host, first) = await world.Connect("takeover");
        await using var second = S4Program.Wire();

        await world.Connect(host, second);
        Assert.Equal(1011, await first.Closed());
        await first.DisposeAsync();

        await world.Give(host, second);
        Assert.Equal("online", await world.State(host));
    }

    [Fact]
    public async Task ABrowserIsTurnedAway()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ws/agent") { Headers = { { "Origin", "https://elsewhere.example" } } };
        using var answer = await world.Gateway.Stranger.SendAsync(request);

        await answer.IsProblem(HttpStatusCode.Forbidden, "origin-not-allowed");
    }

    [Theory]
    [InlineData("/ws/agent/")]
    [InlineData("/WS/agent")]
    [InlineData("/ws/agent/aaaaaaaaaaaaaaaa")]
    [InlineData("/hubs/agent")]
    [InlineData("/api/v1/tasks")]
    [InlineData("/healthz")]
    [InlineData("/")]
    public async Task ATokenInTheAddressIsRefusedEverywhereElse(string path)
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("address"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}?token={host.Token}") { Headers = { Connection = { "Upgrade" }, Upgrade = { new("websocket") } } };
        using var answer = await world.Gateway.Stranger.SendAsync(request);

        await answer.IsProblem(HttpStatusCode.BadRequest, "token-in-address");
    }

    [Theory]
    [InlineData("GET", "?token=x")]
    [InlineData("POST", "?token=x")]
    public async Task NorAtItsOwnDoorByWhoIsNoSocket(string method, string behind)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/ws/agent{behind}");
        using var answer = await world.Gateway.Stranger.SendAsync(request);

        await answer.IsProblem(HttpStatusCode.BadRequest, "token-in-address");
    }

    [Fact]
    public async Task TwoTokensInTheAddressAreNone()
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("two"));
        await using var agent = S4Program.Wire();

        Assert.Equal(400, (await agent.Connect(world.Gateway.Address, token: null, behind: $"?token={host.Token}&token=x"))["refused"]!.GetValue<int>());
    }

    [Fact]
    public async Task UnlessTheOperatorWantsThemTheyAreToldSo()
    {
        await using var gateway = await GatewayWorld.Start();
        var host = await gateway.Enrol("off");
        await using var agent = S4Program.Wire();

        Assert.Equal(503, (await agent.Connect(gateway.Address, host.Token))["refused"]!.GetValue<int>());
    }
}
