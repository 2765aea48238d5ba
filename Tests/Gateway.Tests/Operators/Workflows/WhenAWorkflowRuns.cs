using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Workflows;

/// <summary>Several steps, by REST, on a gateway with its silo; the agents' ends of the sockets are the test's.</summary>
public sealed class WhenAWorkflowRuns(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private readonly string _id = $"wf-{Guid.NewGuid().ToString("N")[..12]}";

    [Fact]
    public async Task AStepBeginsWhenTheOneBeforeIsOver_WithTheValuesOfTheParameters()
    {
        var (first, second) = (await Agent(), await Agent());
        var body = new
        {
            name = "Patch",
            parameters = new Dictionary<string, object> { ["version"] = new { pattern = "[0-9.]+" }, ["dry"] = new Dictionary<string, string> { ["type"] = "boolean", ["default"] = "false" } },
            values = new Dictionary<string, string> { ["version"] = "1.2" },
            steps = new object[] { Step("one", first), Step("two", second) },
        };
        using var created = await world.Operator.PutAsJsonAsync($"/api/v1/workflows/{_id}", body);
        Assert.True(created.StatusCode == HttpStatusCode.Created, await created.Content.ReadAsStringAsync());

        var order = await first.NextOrder();
        Assert.Equal(($"{_id}--one--1", "1.2", "false"), (order.TaskId, order.Env!["PARAM_VERSION"], order.Env["PARAM_DRY"]));
        Assert.False(second.HasOrder);
        using var job = await world.Operator.GetAsync($"/api/v1/jobs/{_id}--one");
        Assert.Equal(HttpStatusCode.OK, job.StatusCode);
        await End(first, order);
        await End(second, await second.NextOrder());

        var over = await Reaches("succeeded");
        Assert.Equal(["succeeded", "succeeded"], over["steps"]!.AsArray().Select(step => step!["phase"]!.GetValue<string>()));
        Assert.Equal(1, over["steps"]![1]!["counts"]!["succeeded"]!.GetValue<int>());
        using var again = await world.Operator.PutAsJsonAsync($"/api/v1/workflows/{_id}", body);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var other = await world.Operator.PutAsJsonAsync($"/api/v1/workflows/{_id}", new { steps = new[] { Step("one", first) } });
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-workflow");
    }

    [Fact]
    public async Task AStepFails_TheNextIsLeftOut_CleanupRuns_AndARetryGoesOnFromThere()
    {
        var (first, second, cleaner) = (await Agent(), await Agent(), await Agent());
        await Submit(Step("one", first), Step("two", second), Step("clean", cleaner, when: "always"));
        await End(first, await first.NextOrder(), exitCode: 3);
        await End(cleaner, await cleaner.NextOrder());

        var failed = await Reaches("failed");
        Assert.Equal(["failed", "skipped", "succeeded"], failed["steps"]!.AsArray().Select(step => step!["phase"]!.GetValue<string>()));
        Assert.Equal("stepLeftOut", failed["steps"]![1]!["why"]![0]!["code"]!.GetValue<string>());
        Assert.False(second.HasOrder);

        await Say("retry", HttpStatusCode.Conflict, new { round = 3 });
        await Say("retry", HttpStatusCode.OK, new { round = 2 });
        await Say("retry", HttpStatusCode.OK, new { round = 2 });
        var order = await first.NextOrder();
        Assert.Equal($"{_id}--one--1-2", order.TaskId);
        await End(first, order);
        await End(second, await second.NextOrder());
        Assert.Equal(2, (await Reaches("succeeded"))["round"]!.GetValue<int>());
        Assert.False(cleaner.HasOrder);
    }

    [Fact]
    public async Task AnApprovalIsWaitedFor()
    {
        var agent = await Agent();
        await Submit(new { name = "ask", approval = new { message = "ship it?" } }, Step("after", agent));

        var asks = await Reaches(workflow => workflow["steps"]![0]!["phase"]!.GetValue<string>() == "running", "it asks");
        Assert.Equal("stepAwaitsApprovalOf", asks["steps"]![0]!["why"]![0]!["code"]!.GetValue<string>());
        using var open = await world.Operator.GetAsync("/api/v1/workflows?open=true&limit=500");
        var listed = (await open.Json())["items"]!.AsArray().Single(workflow => workflow!["id"]!.GetValue<string>() == _id)!;
        Assert.True(listed["needsApproval"]!.GetValue<bool>());
        Assert.False(agent.HasOrder);
        await (await Post("steps/after/decide", new { approve = true })).IsProblem(HttpStatusCode.Conflict, "step-not-waiting");
        await (await Post("steps/none/decide", new { approve = true })).IsProblem(HttpStatusCode.Conflict, "step-not-waiting");

        await Say("steps/ask/decide", HttpStatusCode.OK, new { approve = true, comment = "yes" });
        await Say("steps/ask/decide", HttpStatusCode.OK, new { approve = true, comment = "yes" });
        await (await Post("steps/ask/decide", new { approve = false })).IsProblem(HttpStatusCode.Conflict, "step-not-waiting");
        await End(agent, await agent.NextOrder());
        await Reaches("succeeded");
        await (await Post("stop")).IsProblem(HttpStatusCode.Conflict, "workflow-over");
        await (await Post("retry", new { round = 2 })).IsProblem(HttpStatusCode.Conflict, "workflow-not-over");
    }

    [Fact]
    public async Task OnlyAnApproverApproves()
    {
        await Submit(new { name = "ask", approval = new { approvers = new[] { "somebody else" } } });
        await Reaches(workflow => workflow["steps"]![0]!["phase"]!.GetValue<string>() == "running", "it asks");

        await (await Post("steps/ask/decide", new { approve = true })).IsProblem(HttpStatusCode.Forbidden, "not-an-approver");
        await Say("stop", HttpStatusCode.OK);
        await Reaches("stopped");
    }

    [Fact]
    public async Task AStoppedWorkflowIsStopped_WhenItsHostsHaveConfirmed()
    {
        var (first, cleaner) = (await Agent(), await Agent());
        await Submit(Step("one", first), Step("never", cleaner), Step("clean", cleaner, when: "always"));
        var running = await first.NextOrder();
        await first.Accept(running);

        await Say("stop", HttpStatusCode.OK);
        await first.NextCancel();
        Assert.Equal("stopping", (await Workflow())["phase"]!.GetValue<string>());
        Assert.False(cleaner.HasOrder);
        await first.Send(nameof(IAgentHub.Ended), Some.Ended(running, exitCode: 0, stdoutBytes: 0) with { Outcome = TaskOutcome.Cancelled, ExitCode = null, Signal = 15 });
        var clean = await cleaner.NextOrder();
        Assert.Equal($"{_id}--clean--1", clean.TaskId);
        await End(cleaner, clean);

        var over = await Reaches("stopped");
        Assert.Equal(["stopped", "stopped", "succeeded"], over["steps"]!.AsArray().Select(step => step!["phase"]!.GetValue<string>()));
    }

    [Fact]
    public async Task AWaitEndsByItself_AndAFollowerHearsOfIt()
    {
        await Submit(new { name = "wait", waitSeconds = 1 });
        using var end = await world.Operator.GetAsync($"/api/v1/workflows/{_id}?waitSeconds=30");

        Assert.Equal("succeeded", (await end.Json())["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task ACheckSaysWhatWouldBeDone_AndStoresNothing()
    {
        var agent = await Agent();
        using var answer = await world.Operator.PostAsJsonAsync("/api/v1/workflows/check", new { steps = new[] { Step("one", agent), new { name = "wait", waitSeconds = 5 } } });

        Assert.Equal([1, 0], (await answer.Json())["hosts"]!.AsArray().Select(count => count!.GetValue<int>()));
        using var there = await world.Operator.GetAsync("/api/v1/workflows/check");
        await there.IsProblem(HttpStatusCode.NotFound, "unknown-workflow");
        Assert.False(agent.HasOrder);
    }

    [Fact]
    public async Task AStepGetsWhatTheOneBeforeItPutOut_AndARetryGetsTheNewest()
    {
        var (name, web) = (world.NameOfItsOwn("builder"), await Agent());
        var builder = await world.ConnectAgent(name);
        await Submit(
            new { name = "build", mayFail = true, job = new { hosts = new[] { builder.Id }, task = new { kind = "shell", script = "true" } } },
            new
            {
                name = "install",
                inputs = new Dictionary<string, object> { ["VERSION"] = new { step = "build", output = "version" }, ["MODE"] = new Dictionary<string, string> { ["step"] = "build", ["output"] = "mode", ["default"] = "full" } },
                job = new { hosts = new[] { web.Id }, task = new { kind = "shell", script = "true" } },
            },
            new
            {
                name = "migrate",
                @if = new { step = "build", output = "version", isNot = "1.0; rm -rf /" },
                job = new { hosts = new[] { web.Id }, task = new { kind = "shell", script = "true" } },
            },
            Step("fail", builder));
        await End(builder, await builder.NextOrder(), exitCode: 1, outputs: new() { ["version"] = "1.0; rm -rf /" });

        var install = await web.NextOrder();
        Assert.Equal((_id + "--install--1", "1.0; rm -rf /", "full"), (install.TaskId, install.Env!["VERSION"], install.Env["MODE"]));
        await End(web, install, exitCode: 2);
        var failed = await Reaches("failed");
        Assert.Equal(["failed", "failed", "skipped", "skipped"], failed["steps"]!.AsArray().Select(step => step!["phase"]!.GetValue<string>()));
        var put = failed["steps"]![0]!["outputs"]!.AsArray().Single()!;
        Assert.Equal(("version", "1.0; rm -rf /", name), (put["name"]!.GetValue<string>(), put["value"]!.GetValue<string>(), put["host"]!.GetValue<string>()));
        Assert.Equal("build", failed["steps"]![1]!["inputs"]!["VERSION"]!["step"]!.GetValue<string>());

        await Say("retry", HttpStatusCode.OK, new { round = 2 });
        await End(builder, await builder.NextOrder(), outputs: new() { ["version"] = "2.0", ["mode"] = "quick" });
        var again = await web.NextOrder();
        Assert.Equal((_id + "--install--1-2", "2.0", "quick"), (again.TaskId, again.Env!["VERSION"], again.Env["MODE"]));
        await End(web, again);
        await End(web, await web.NextOrder());
        await End(builder, await builder.NextOrder());
        await Reaches("succeeded");
    }

    [Fact]
    public async Task WhereHostsHavePutOutDifferentValues_TheStepThatUsesThemFails_AndNamesTwo()
    {
        var (first, second) = (world.NameOfItsOwn("first"), world.NameOfItsOwn("second"));
        var (one, two) = (await world.ConnectAgent(first), await world.ConnectAgent(second));
        await Submit(
            new { name = "ask", job = new { hosts = new[] { one.Id, two.Id }, task = new { kind = "shell", script = "true" } } },
            new { name = "use", inputs = new { VERSION = new { step = "ask", output = "version" } }, job = new { hosts = new[] { one.Id }, task = new { kind = "shell", script = "true" } } },
            new { name = "none", needs = new[] { "ask" }, inputs = new { X = new { step = "ask", output = "other" } }, job = new { hosts = new[] { one.Id }, task = new { kind = "shell", script = "true" } } });
        await End(one, await one.NextOrder(), outputs: new() { ["version"] = "1" });
        await End(two, await two.NextOrder(), outputs: new() { ["version"] = "2" });

        var failed = await Reaches("failed");
        Assert.Equal($"Output 'version' of step 'ask' differs: it is '1' on {first} and '2' on {second}.", failed["steps"]![1]!["reason"]!.GetValue<string>());
        Assert.Equal(["stepOutputDiffers", "stepOutputNotSet"], failed["steps"]!.AsArray().Skip(1).Select(step => step!["why"]![0]!["code"]!.GetValue<string>()));
        Assert.Equal("2", failed["steps"]![0]!["outputs"]![0]!["otherValue"]!.GetValue<string>());
        Assert.False(one.HasOrder);
    }

    private Task<TestAgent> Agent() => world.ConnectAgent(world.NameOfItsOwn("of-a-workflow"));

    private static object Step(string name, TestAgent agent, string when = "success") =>
        new { name, when, job = new { hosts = new[] { agent.Id }, task = new { kind = "shell", script = "true" } } };

    private async Task Submit(params object[] steps)
    {
        using var answer = await world.Operator.PutAsJsonAsync($"/api/v1/workflows/{_id}", new { steps });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static async Task End(TestAgent agent, RunTask order, int exitCode = 0, Dictionary<string, string>? outputs = null)
    {
        await agent.Accept(order);
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order, exitCode) with { Outputs = outputs });
        await agent.NextSettled();
    }

    private async Task Say(string word, HttpStatusCode status, object? body = null)
    {
        using var answer = await Post(word, body);
        Assert.True(status == answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> Post(string word, object? body = null) => world.Operator.PostAsync($"/api/v1/workflows/{_id}/{word}", body is null ? null : JsonContent.Create(body));

    private async Task<JsonNode> Workflow()
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/workflows/{_id}");
        return await answer.Json();
    }

    private Task<JsonNode> Reaches(string phase) => Reaches(workflow => workflow["phase"]!.GetValue<string>() == phase, $"workflow {_id} is {phase}");

    private Task<JsonNode> Reaches(Func<JsonNode, bool> wanted, string expected) => Eventually.Get(Workflow, wanted, expected);
}
