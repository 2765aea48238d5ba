using OrleansOps.Tests.Gateway.World;
using static OrleansOps.Tests.Gateway.Seeds.S4.S4World;
using static OrleansOps.Tests.Gateway.Seeds.SeedWorld;

namespace OrleansOps.Tests.Gateway.Seeds.S4;

public sealed class WhenAnS4AgentWorks(S4World world) : IClassFixture<S4World>
{
    [Fact]
    public async Task AnOrderHasTheBytesOfS4()
    {
        var (host, agent) = await world.Connect("order");
        await using (agent)
        {
            var id = $"order-{Guid.NewGuid():N}";
            using var submitted = await world.Gateway.Submit(id, new
            {
                agent = host.AgentId,
                kind = "shell",
                script = "python test_runner.py --case-id 'case-123' <input >\"out put\" # 测试",
                env = new Dictionary<string, string>(StringComparer.Ordinal) { ["TEST_ENV"] = "staging" },
                workingDirectory = "/srv/agent/workspace/task-uuid",
                timeoutSeconds = 300,
            });
            Assert.True(submitted.IsSuccessStatusCode, await submitted.Content.ReadAsStringAsync());

            Assert.Equal(
                $$"""{"type":"task","task_id":"{{id}}","command":"python test_runner.py --case-id 'case-123' <input >\"out put\" # 测试","work_dir":"/srv/agent/workspace/task-uuid","env_vars":{"TEST_ENV":"staging"},"timeout":300}""",
                await agent.Text("task"));
        }
    }

    [Fact]
    public async Task WithoutADirectoryItUsesOneOfItsOwn()
    {
        var (host, agent) = await world.Connect("own");
        await using (agent)
        {
            var id = $"own-{Guid.NewGuid():N}";
            using var submitted = await world.Gateway.Submit(id, new { agent = host.AgentId, kind = "shell", script = "true", timeoutSeconds = 60 });

            Assert.Equal($$"""{"type":"task","task_id":"{{id}}","command":"true","env_vars":{},"timeout":60}""", await agent.Text("task"));
        }
    }

    [Fact]
    public async Task AnAgentWithAnotherLibraryIsUnderstood()
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("other"));
        await using var agent = S4Program.Other(world.Gateway.Address, host.Token);
        await agent.Next(said => said.ContainsKey("open"), "the agent is connected");
        var id = $"other-{Guid.NewGuid():N}";

        using var submitted = await world.Gateway.Submit(id, new { agent = host.AgentId, kind = "shell", script = "echo 中文", env = new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1" } });

        Assert.Equal("succeeded", Phase(await world.Over(id)));
        Assert.Equal("echo 中文 {\"A\":\"1\"}\n", await world.Log(id));
    }

    [Fact]
    public async Task ATaskThatWaitedForItIsGivenWhenItComes_AndOneAtATime()
    {
        var host = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("later"));
        var (first, second) = ($"first-{Guid.NewGuid():N}", $"second-{Guid.NewGuid():N}");
        using var one = await world.Gateway.Submit(first, new { agent = host.AgentId, kind = "shell", script = "true" });
        using var two = await world.Gateway.Submit(second, new { agent = host.AgentId, kind = "shell", script = "true" });
        await using var agent = S4Program.Wire();

        await world.Connect(host, agent);

        Assert.Equal(first, (await agent.Came("task"))["task_id"]!.GetValue<string>());
        Assert.Single(agent.All, said => said["came"]?["type"]?.GetValue<string>() == "task");
        Assert.Equal("queued", Phase(await world.Gateway.Task(second)));
        await agent.Say(Ended(first));
        Assert.Equal(second, (await agent.Came("task"))["task_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task LinesAreStoredInTheirOrder_WithTheirStreams_WhileItRuns()
    {
        var (host, agent) = await world.Connect("lines");
        await using (agent)
        {
            var task = await world.Give(host, agent);
            for (var i = 1; i <= 5; i++)
            {
                await agent.Say(Line(task, $"line {i} 中文 & <b>"));
            }

            await agent.Say(Line(task, "said twice"));
            await agent.Say(Line(task, "said twice"));
            await agent.Say(Line(task, "warned", "warning"));
            await agent.Say(Line(task, "oops", "error"));

            var lines = string.Concat(Enumerable.Range(1, 5).Select(i => $"line {i} 中文 & <b>\n")) + "said twice\nsaid twice\nwarned\n";
            Assert.Equal($"{lines}oops\n", await Eventually.Get(() => world.Log(task), log => log.EndsWith("oops\n", StringComparison.Ordinal), "all lines are in the log"));
            Assert.Equal(lines, await world.Log(task, "?stream=stdout"));
            Assert.Equal("oops\n", await world.Log(task, "?stream=stderr"));
            Assert.Equal("running", Phase(await world.Gateway.Task(task)));
            var record = (await (await world.Gateway.Operator.GetAsync($"/api/v1/tasks/{task}/log")).Json())["records"]!.AsArray()[0]!;
            Assert.StartsWith("2026-01-02T10:35:15", record["at"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("success", 0, "succeeded", 0, null)]
    [InlineData("failed", 3, "failed", 3, null)]
    [InlineData("failed", -9, "failed", null, 9)]
    [InlineData("failed", 3221225786, "failed", null, null)]
    [InlineData("error", -1, "failed", null, null)]
    [InlineData("timeout", -1, "timedOut", null, null)]
    public async Task AnEndIsWhatItWas(string status, long exitCode, string phase, int? code, int? signal)
    {
        var (host, agent) = await world.Connect("ends");
        await using (agent)
        {
            var task = await world.Give(host, agent);

            await agent.Say(new { type = "task_result", task_id = task, status, exit_code = exitCode, output = "", error = status is "success" ? null : "what it says", duration = 1.5, timestamp = "2026-01-02T10:35:17Z" });

            var over = await world.Over(task);
            Assert.Equal(phase, Phase(over));
            Assert.Equal(code, over["exitCode"]?.GetValue<int>());
            Assert.Equal(signal, over["signal"]?.GetValue<int>());
            Assert.StartsWith("2026-01-02T10:35:17", over["endedAt"]!.GetValue<string>(), StringComparison.Ordinal);
            if (status is not "success")
            {
                Assert.Contains("what it says", over.ToJsonString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task AResultThatComesAgainIsStoredOnce()
    {
        var (host, agent) = await world.Connect("again");
        await using (agent)
        {
            var task = await world.Give(host, agent);
            await agent.Say(Line(task, "once"));
            await agent.Say(Ended(task, output: "once"));
            await agent.Say(Ended(task, output: "once"));
            await agent.Say(Ended(task, status: "failed", exitCode: 7, output: "another"));
            var next = await world.Give(host, agent);
            await agent.Say(Ended(next));
            await world.Over(next);

            var over = await world.Gateway.Task(task);
            Assert.Equal("succeeded", Phase(over));
            Assert.Equal("once\n", await world.Log(task));
        }
    }

    [Fact]
    public async Task WhatOnlyItsResultSaysOfItsOutputIsItsLog()
    {
        var (host, agent) = await world.Connect("whole");
        await using (agent)
        {
            var task = await world.Give(host, agent);

            await agent.Say(Ended(task, status: "failed", exitCode: 1, output: "all\nof it", error: "why"));

            var over = await world.Over(task);
            Assert.Equal("all\nof it\n", await world.Log(task));
            Assert.Contains("why", over.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task LinesThatAreMissingAreSaidToBe()
    {
        var (host, agent) = await world.Connect("missing");
        await using (agent)
        {
            var task = await world.Give(host, agent);
            await agent.Say(Line(task, "first"));

            await agent.Say(Ended(task, output: "first\nsecond\nthird"));

            Assert.Contains("Lines are missing: it printed 19 bytes, and 6 arrived", (await world.Over(task)).ToJsonString(), StringComparison.Ordinal);
            Assert.Equal("first\n", await world.Log(task));
        }
    }

    [Theory]
    [InlineData("cancelled", -1)]
    [InlineData("failed", -15)]
    public async Task ACancelIsConfirmedByItsAgent_NotBefore(string status, int exitCode)
    {
        var (host, agent) = await world.Connect("cancel");
        await using (agent)
        {
            var task = await world.Give(host, agent, "sleep 600");
            await world.Gateway.TaskWhen(task, "running");

            using var cancelled = await world.Gateway.Operator.PostAsync($"/api/v1/tasks/{task}/cancel", null);
            Assert.Equal($$"""{"type":"cancel_task","task_id":"{{task}}"}""", await agent.Text("cancel_task"));
            Assert.Equal("cancelling", Phase(await world.Gateway.Task(task)));

            await agent.Say(Ended(task, status, exitCode));
            Assert.Equal("cancelled", Phase(await world.Over(task)));
        }
    }

    [Fact]
    public async Task ATaskThatItMayHaveIsNotSentAgain_AndItsEndIsTakenOnTheNextConnection()
    {
        var (host, agent) = await world.Connect("doubt");
        var task = await world.Give(host, agent);
        await agent.Say(Line(task, "before"));
        await agent.DisposeAsync();
        await Eventually.Get(() => world.State(host), state => state is "offline", "the host is offline");
        await using var again = S4Program.Wire();
        await world.Connect(host, again);

        await again.Say(Line(task, "after"));
        await again.Say(Ended(task));

        Assert.Equal("succeeded", Phase(await world.Over(task)));
        Assert.Equal("before\nafter\n", await world.Log(task));
        Assert.DoesNotContain(again.All, said => said["came"]?["type"]?.GetValue<string>() == "task");
    }

    [Fact]
    public async Task WhatItSaidLastBeforeItWentIsStored()
    {
        for (var i = 0; i < 5; i++)
        {
            var (host, agent) = await world.Connect("last");
            await using (agent)
            {
                var task = await world.Give(host, agent);
                await agent.Say(Line(task, "last words"));
                await agent.Say(Ended(task, output: "last words"));
                await agent.Order(new { close = true });

                Assert.Equal("succeeded", Phase(await world.Over(task)));
                Assert.Equal("last words\n", await world.Log(task));
            }
        }
    }

    [Fact]
    public async Task WhatAnS4AgentWouldNotDoAsAskedIsRefused_AndNotSent()
    {
        var (host, agent) = await world.Connect("refused");
        await using (agent)
        {
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", secrets = new { TOKEN = "very-secret" } }, "secrets");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", stdin = "x" }, "standard input");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", runAs = new { user = "nobody" } }, "as another user");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", limits = new { processes = 10 } }, "limits");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", tty = new { columns = 80, rows = 24 } }, "a terminal");
            await Refused(new { agent = host.AgentId, kind = "shell", script = "true", artifacts = new[] { "report.xml" } }, "what a script leaves");
            await Refused(new { agent = host.AgentId, file = new { path = "/tmp/x", content = "hello" } }, "put files");
            await Refused(new { agent = host.AgentId, kind = "go", script = "package main" }, "Say its kind");
            await Refused(new { agent = host.AgentId, kind = "python", script = new string('\'', 40_000) }, "Make it shorter");
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
}
