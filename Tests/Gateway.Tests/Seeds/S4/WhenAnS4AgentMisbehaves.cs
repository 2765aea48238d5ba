using System.Globalization;
using OrleansOps.Tests.Gateway.World;
using static OrleansOps.Tests.Gateway.Seeds.S4.S4World;
using static OrleansOps.Tests.Gateway.Seeds.SeedWorld;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

public sealed class WhenAnS4AgentMisbehaves(S4World world) : IClassFixture<S4World>
{
    [Theory]
    [InlineData("{\"type\":\"heartbeat\"")]
    [InlineData("no json")]
    [InlineData("")]
    public async Task WhatIsNotJsonEndsTheConnection(string text)
    {
        var (_, agent) = await world.Connect("json");
        await using (agent)
        {
            await agent.Say(text);

            Assert.Equal(1007, await agent.Closed());
        }
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("c328")]
    [InlineData("eda080")]
    public async Task WhatIsNotUtf8EndsTheConnection(string hex)
    {
        var (_, agent) = await world.Connect("utf8");
        await using (agent)
        {
            await agent.Order(new { frame = hex });

            Assert.Contains(await agent.Closed(), (int[])[1007, 1006]);   // the connection is cut behind its close frame, which may be lost with it
        }
    }

    [Fact]
    public async Task AMessageOverTheLimitEndsTheConnection_AndNothingElseIsDisturbed()
    {
        var (host, agent) = await world.Connect("large");
        var (_, neighbour) = await world.Connect("neighbour");
        await using (agent)
        await using (neighbour)
        {
            await agent.Order(new { bytes = 64 * 1024 * 1024 });
            Assert.Equal(1009, await agent.Closed());
            await world.Connect(host, agent);
            await agent.Order(new { fragments = 2_000 });   // 125 MiB
            Assert.Equal(1009, await agent.Closed());

            await neighbour.Say(Beat);
            await neighbour.Came("heartbeat_ack");
        }
    }

    [Theory]
    [InlineData("""{"type":"brand_new","task_id":"x"}""")]
    [InlineData("""{"task_id":"x"}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"type":"task_log","message":"whose"}""")]
    [InlineData("""{"type":"task_log","task_id":"no such task","message":"whose"}""")]
    [InlineData("""{"type":"task_log","task_id":"not-there","message":"whose"}""")]
    [InlineData("""{"type":"task_log","task_id":"not-there"}""")]
    [InlineData("""{"type":"task_log","task_id":"not-there","message":["a"]}""")]
    [InlineData("""{"type":"task_log","task_id":"not-there","message":"x","timestamp":"0000-99-99"}""")]
    [InlineData("""{"type":"task_result","status":"success"}""")]
    [InlineData("""{"type":"task_result","task_id":"not-there","status":"success","exit_code":0,"output":"x"}""")]
    [InlineData("""{"type":"task_result","task_id":"not-there","status":"exploded"}""")]
    [InlineData("""{"type":"task_result","task_id":"../../x","status":"success"}""")]
    [InlineData("""{"type":"task_result","task_id":"not-there","status":"success","exit_code":1e400}""")]
    [InlineData("""{"type":"task_result","task_id":"not-there","status":"failed","exit_code":-9223372036854775808,"duration":1e308,"timestamp":"9999-12-31T23:59:59Z"}""")]
    [InlineData("""{"type":"auth"}""")]
    [InlineData("""{"type":"workspace_list_response","request_id":"x","success":true,"data":[]}""")]
    public async Task WhatIsNotUnderstoodOrForNobodyIsPassedOver_AndNothingElseIsDisturbed(string text)
    {
        var (host, agent) = await world.Connect("passed");
        await using (agent)
        {
            await agent.Say(text);

            var task = await world.Give(host, agent);
            await agent.Say(Ended(task));
            Assert.Equal("succeeded", Phase(await world.Over(task)));
        }
    }

    [Fact]
    public async Task WhatItSaysOfAnothersTaskChangesNothing()
    {
        var (host, agent) = await world.Connect("theirs");
        var (owner, thief) = await world.Connect("thief");
        await using (agent)
        await using (thief)
        {
            var task = await world.Give(host, agent);
            await agent.Say(Line(task, "mine"));
            await Eventually.Get(() => world.Log(task), log => log is "mine\n", "the line is in the log");

            await thief.Say(Line(task, "forged"));
            await thief.Say(Ended(task, output: "forged"));
            var own = await world.Give(owner, thief);
            await thief.Say(Ended(own));
            await world.Over(own);

            Assert.Equal("running", Phase(await world.Gateway.Task(task)));
            Assert.Equal("mine\n", await world.Log(task));
        }
    }

    [Fact]
    public async Task LinesAfterTheEndAreKept()
    {
        var (host, agent) = await world.Connect("after");
        await using (agent)
        {
            var task = await world.Give(host, agent);
            await agent.Say(Ended(task));
            await world.Over(task);
            await agent.Say(Line(task, "late"));

            await Eventually.Get(() => world.Log(task), log => log is "late\n", "the late line is in the log");
            Assert.Equal("succeeded", Phase(await world.Gateway.Task(task)));
        }
    }

    [Fact]
    public async Task ManyLinesAndAResultOfMebibytesFindTheirWay()
    {
        var (host, agent) = await world.Connect("much");
        await using (agent)
        {
            var task = await world.Give(host, agent);
            var line = new string('x', 20_000);
            for (var i = 0; i < 400; i++)
            {
                await agent.Say(Line(task, string.Create(CultureInfo.InvariantCulture, $"{i} {line}")));   // 8 MB: more than may wait, and more than the window
            }

            await agent.Say(Ended(task, output: new string('y', 5 * 1024 * 1024)));

            Assert.Equal("succeeded", Phase(await world.Over(task)));
            Assert.Equal(Enumerable.Range(0, 400).Select(i => $"{i} {line}"), (await world.Log(task)).TrimEnd('\n').Split('\n'));
        }
    }

    [Fact]
    public async Task AnAgentThatDoesNotReadIsCutOff_AndItsResultIsKept()
    {
        await using var gateway = await GatewayWorld.Start("--Gateway:S4:Enabled=true", "--Gateway:AgentSockets:StuckAfter=00:00:02", "--Gateway:AgentSockets:SendQueueBytes=1048576");
        var host = await gateway.Enrol("deaf");
        await using var agent = S4Program.Wire();
        await agent.Connect(gateway.Address, host.Token);
        await agent.Say(Beat);
        await Eventually.Get(() => Online(), online => online, "the host is online");
        await agent.Order(new { deaf = true });

        for (var i = 0; i < 200 && await Online(); i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"deaf-{i}");
            using var submitted = await gateway.Submit(id, new { agent = "deaf", kind = "shell", script = $": {new string('x', 100_000)}" });
            await agent.Say(Ended(id));
        }

        await Eventually.Get(() => Online(), online => !online, "it is cut off");

        async Task<bool> Online() => (await (await gateway.Operator.GetAsync($"/api/v1/agents/{host.AgentId}")).Json())["state"]?.GetValue<string>() is "online";
    }
}
