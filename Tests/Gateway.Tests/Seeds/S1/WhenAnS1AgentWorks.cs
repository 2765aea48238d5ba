using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;
using static OrleansOps.Tests.Gateway.Seeds.S1.S1World;
using static OrleansOps.Tests.Gateway.Seeds.SeedWorld;

namespace OrleansOps.Tests.Gateway.Seeds.S1;

public sealed class WhenAnS1AgentWorks(S1World world) : IClassFixture<S1World>
{
    [Fact]
    public async Task AnOrderHasTheFieldsOfS1()
    {
        var (host, agent) = await world.Connect("order");
        await using (agent)
        {
            var id = $"order-{Guid.NewGuid():N}";
            using var submitted = await world.Gateway.Submit(id, new
            {
                agent = host.AgentId,
                kind = "python",
                script = "print(1)",
                argv = new[] { "a", "b c" },
                env = new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1" },
                workingDirectory = "/srv",
                timeoutSeconds = 300,
            });
            Assert.True(submitted.IsSuccessStatusCode, await submitted.Content.ReadAsStringAsync());

            var message = await agent.Came("task");

            Assert.Equal(id, message["task_id"]!.GetValue<string>());
            Assert.NotEmpty(message["message_id"]!.GetValue<string>());
            Assert.Equal(
                $$"""{"id":"{{id}}","name":"{{id}}","type":"script","script_type":"python","command":"print(1)","args":["a","b c"],"env":{"A":"1"},"timeout_sec":300,"work_dir":"/srv"}""",
                message["task"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task ATaskThatWaitedForItIsGivenWhenItComes()
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("later"));
        using var submitted = await world.Gateway.Submit("later-1", new { agent = host.AgentId, kind = "shell", script = "true" });
        await using var agent = S1Program.Wire();

        await agent.Connect(world.Gateway.Address, host.AgentId, $"agent-token,{host.Token}");

        Assert.Equal("later-1", (await agent.Came("task"))["task_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task LinesAreStoredInTheirOrder_WithTheirStreams_BeforeTheyAreAcknowledged()
    {
        var (host, agent) = await world.Connect("lines");
        await using (agent)
        {
            var task = await world.Give(host, agent);
            for (var i = 1; i <= 5; i++)
            {
                await agent.Say(Lines(task, $"m{i}", $"line{i}", "中文 & <b>"));
            }

            for (var i = 1; i <= 5; i++)
            {
                await agent.Acknowledged($"m{i}");
                Assert.Contains($"line{i}\n", await world.Log(task), StringComparison.Ordinal);
            }

            await agent.Say(new { type = "log", message_id = "mixed", task_id = task, logs = new object[] { new { content = "out", stream = "stdout", timestamp = 1 }, new { content = "err", stream = "stderr", timestamp = 1 } } });
            await agent.Acknowledged("mixed");

            Assert.Equal(string.Concat(Enumerable.Range(1, 5).Select(i => $"line{i}\n中文 & <b>\n")) + "out\nerr\n", await world.Log(task));
            var errors = await Records(task, "stream=stderr");
            Assert.Equal("err\n", Assert.Single(errors)!["text"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task WhatComesTwiceIsAcknowledgedTwice_AndStoredOnce_OverConnectionsToo()
    {
        var (host, agent) = await world.Connect("twice");
        await using var again = S1Program.Wire();
        var task = await world.Give(host, agent);
        await agent.Say(Lines(task, "m1", "once"));
        await agent.Say(Lines(task, "m1", "once"));
        await agent.Acknowledged("m1");
        await agent.Acknowledged("m1");
        await agent.DisposeAsync();

        await again.Connect(world.Gateway.Address, host.AgentId, $"agent-token,{host.Token}");
        await again.Say(Lines(task, "m1", "once"));
        await again.Say(Lines(task, "m2", "more"));
        await again.Acknowledged("m1");
        await again.Acknowledged("m2");
        await again.Say(Ended(task, "r1"));
        await again.Say(Ended(task, "r1"));
        await again.Acknowledged("r1");
        await again.Acknowledged("r1");

        Assert.Equal("once\nmore\n", await world.Log(task));
        var stored = await world.Gateway.Task(task);
        Assert.Equal("succeeded", Phase(stored));
        Assert.Null(stored["lateResult"]);
    }

    [Theory]
    [InlineData("success", 0, 0, "succeeded", 0)]
    [InlineData("failed", 3, 3005, "failed", 3)]
    [InlineData("failed", -1, 3004, "failed", null)]
    [InlineData("failed", 300, 3005, "failed", null)]
    [InlineData("failed", -1, 1004, "timedOut", null)]
    [InlineData("success", 0, 1004, "timedOut", null)]
    public async Task AnEndIsWhatItWas(string status, int exitCode, int errorCode, string phase, int? stored)
    {
        var (host, agent) = await world.Connect("ends");
        await using (agent)
        {
            var task = await world.Give(host, agent);

            await agent.Say(Ended(task, "r", status, exitCode, errorCode, "what it says"));
            await agent.Acknowledged("r");

            var over = await world.Gateway.Task(task);
            Assert.Equal(phase, Phase(over));
            Assert.Equal(stored, over["exitCode"]?.GetValue<int>());
        }
    }

    [Fact]
    public async Task ACancelIsConfirmedByItsAgent_NotBefore()
    {
        var (host, agent) = await world.Connect("cancel");
        await using (agent)
        {
            var task = await world.Give(host, agent, "sleep 600");
            await world.Gateway.TaskWhen(task, "running");

            using var cancelled = await world.Gateway.Operator.PostAsync($"/api/v1/tasks/{task}/cancel", null);
            Assert.Equal(task, (await agent.Came("cancel_task"))["task_id"]!.GetValue<string>());
            Assert.Equal("cancelling", Phase(await world.Gateway.Task(task)));

            await agent.Say(Ended(task, "r", "cancelled", -1, 0, "task cancelled"));
            await agent.Acknowledged("r");
            Assert.Equal("cancelled", Phase(await world.Gateway.Task(task)));
        }
    }

    [Fact]
    public async Task ATaskThatItMayHaveIsNotSentAgain()
    {
        var (host, agent) = await world.Connect("doubt");
        var task = await world.Give(host, agent);
        await agent.DisposeAsync();
        await Eventually.Get(() => world.State(host), state => state is "offline", "the host is offline");
        await using var again = S1Program.Wire();
        await again.Connect(world.Gateway.Address, host.AgentId, $"agent-token,{host.Token}");
        var other = await world.Give(host, again);

        await again.Say(Ended(task, "r1"));
        await again.Acknowledged("r1");

        Assert.Equal("succeeded", Phase(await world.Gateway.Task(task)));
        Assert.Equal([other], again.All.Where(said => said["came"]?["type"]?.GetValue<string>() == "task").Select(said => said["came"]!["task_id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task WhatAnS1AgentWouldNotDoAsAskedIsRefused_AndNotSent()
    {
        var (host, agent) = await world.Connect("refused");
        await using (agent)
        {
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", secrets = new { TOKEN = "very-secret" } }, "secrets");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", stdin = "x" }, "standard input");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", runAs = new { user = "nobody" } }, "as another user");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", limits = new { processes = 10 } }, "limits");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", artifacts = new[] { "report.xml" } }, "what a script leaves");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", tty = new { columns = 80, rows = 24 } }, "a terminal");
            await Refused(new { agent = host.AgentId, file = new { path = "/tmp/x", content = "hello" } }, "put files");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "pwd\ntrue\n", workingDirectory = "/srv" }, "Begin the script with a cd");
            await world.Give(host, agent);
            Assert.Single(agent.All, said => said["came"]?["type"]?.GetValue<string>() == "task");
        }

        async Task Refused(object task, string why)
        {
            var id = $"refused-{Guid.NewGuid():N}";
            using var submitted = await world.Gateway.Submit(id, task);
            Assert.True(submitted.IsSuccessStatusCode, await submitted.Content.ReadAsStringAsync());
            Assert.Contains(why, (await world.Gateway.TaskWhen(id, "rejected"))["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task HeartbeatsAreShown_AndAnswered()
    {
        var (host, agent) = await world.Connect("beat");
        await using (agent)
        {
            await agent.Say("""{"type":"heartbeat","ts":1,"payload":{"timestamp":1,"system":{"hostname":"h","os":"linux","cpu_usage":42.5,"memory_usage":1.0,"disk_usage":{"/":2.0},"load_avg":[1,2,3],"uptime":99}}}""");
            Assert.Equal("heartbeat", (await agent.Came("ack"))["ack_id"]!.GetValue<string>());

            var view = await (await world.Gateway.Operator.GetAsync($"/api/v1/agents/{host.AgentId}")).Json();
            Assert.Equal(42.5, view["load"]!["cpuPercent"]!.GetValue<double>());
        }
    }

    private async Task<JsonArray> Records(string task, string query) =>
        (await (await world.Gateway.Operator.GetAsync($"/api/v1/tasks/{task}/log?{query}")).Json())["records"]!.AsArray();
}
