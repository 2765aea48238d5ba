using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class WhenATaskRuns(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task TheOrderTheLogAndTheResultGoTheirWay()
    {
        var agent = await world.ConnectAgent("flow-1");

        using var created = await world.Submit("flow-a", new
        {
            agent = "flow-1",
            kind = "bash",
            script = "echo hi",
            argv = new[] { "one" },
            env = new Dictionary<string, string> { ["A"] = "b" },
            stdin = "in",
            workingDirectory = "/srv",
            timeoutSeconds = 60,
            labels = new Dictionary<string, string> { ["env"] = "prod" },
        });

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/v1/tasks/flow-a", created.Headers.Location?.ToString());
        var order = await agent.NextOrder();
        Assert.Equal(("flow-a", 1, agent.Id, TaskKind.Bash), (order.TaskId, order.Attempt, order.AgentId, order.Kind));
        Assert.Equal("echo hi"u8.ToArray(), order.Script);
        Assert.Equal(["one"], order.Argv);
        Assert.Equal("b", order.Env["A"]);
        Assert.Equal("in"u8.ToArray(), order.Stdin);
        Assert.Equal(("/srv", 60_000), (order.WorkingDirectory, order.TimeoutMs));

        await agent.Accept(order);
        await world.TaskWhen("flow-a", "running");
        var mark = await agent.Log(order, "hi\nthere\n");
        Assert.Equal((3, 9, null), (mark.NextSeq, mark.StdoutOffset, mark.Problem));

        await agent.End(order, exitCode: 3, stdoutBytes: 9);
        var task = await world.TaskWhen("flow-a", "failed");
        Assert.Equal(3, task["exitCode"]!.GetValue<int>());
        Assert.True(task["terminal"]!.GetValue<bool>());
        Assert.True(task["log"]!["complete"]!.GetValue<bool>());
        Assert.Equal("first-admin", task["submittedBy"]!.GetValue<string>());
        using var log = await world.Operator.GetAsync("/api/v1/tasks/flow-a/log");
        var records = (await log.Json())["records"]!.AsArray();
        Assert.Equal(["hi\n", "there\n"], records.Select(record => record!["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task WhatItSetAsOutputsIsKeptWithItsResult()
    {
        var agent = await world.ConnectAgent("flow-outputs");
        using var first = await world.Submit("flow-outputs-1", Some.Task("flow-outputs"));
        using var second = await world.Submit("flow-outputs-2", Some.Task("flow-outputs"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        var most = new string('\u0001', Limits.OutputBytes - "release-1".Length);   // six times as long on the wire
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with { Outputs = new Dictionary<string, string> { ["release-1"] = most } });
        order = await agent.NextOrder();
        await agent.Accept(order);
        foreach (var outputs in (Dictionary<string, string>[])[new() { ["a.b"] = "x" }, new() { ["a"] = new string('x', Limits.OutputBytes) }, Enumerable.Range(0, Limits.OutputCount + 1).ToDictionary(i => $"n{i}", _ => ""), new() { ["a"] = "\0" }])
        {
            var refused = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with { Outputs = outputs }));
            Assert.Contains("'outputs'", refused.Message, StringComparison.Ordinal);
        }

        await agent.End(order);
        var told = await world.TaskWhen("flow-outputs-1", "succeeded");
        var silent = await world.TaskWhen("flow-outputs-2", "succeeded");

        Assert.Equal(most, (string?)told["outputs"]!["release-1"]);
        Assert.Null(silent["outputs"]);
    }

    [Fact]
    public async Task WhatItUsedIsShownWhereItsAgentSaysIt()
    {
        var agent = await world.ConnectAgent("flow-used");
        using var first = await world.Submit("flow-used-1", Some.Task("flow-used"));
        using var second = await world.Submit("flow-used-2", Some.Task("flow-used"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with { Usage = new Protocol.TaskUsage(1_500_000, 250_000, 104_857_600) });
        order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order);   // as an agent of yesterday does

        var told = await world.TaskWhen("flow-used-1", "succeeded");
        var silent = await world.TaskWhen("flow-used-2", "succeeded");
        using var list = await world.Operator.GetAsync("/api/v1/tasks?agent=flow-used");
        var listed = (await list.Json())["items"]!.AsArray();

        const string Usage = """{"userSeconds":1.5,"systemSeconds":0.25,"peakMemoryBytes":104857600}""";
        Assert.Equal(Usage, told["usage"]!.ToJsonString());
        Assert.Equal([null, Usage], listed.Select(task => task!["usage"]?.ToJsonString()));
        Assert.Null(silent["usage"]);
    }

    [Fact]
    public async Task ItsGraceIsShownAsItWasAskedForOrAsItIsByDefault()
    {
        await world.Enrol("flow-grace");
        using var own = await world.Submit("flow-grace-1", new { agent = "flow-grace", kind = "shell", script = "true", grace = new { interruptSeconds = 0.25, terminateSeconds = 0 } });
        using var half = await world.Submit("flow-grace-2", new { agent = "flow-grace", kind = "shell", script = "true", grace = new { interruptSeconds = 30 } });
        using var none = await world.Submit("flow-grace-3", Some.Task("flow-grace"));

        Assert.Equal([(0.25, 0.0), (30.0, 2.5), (7.5, 2.5)], [Grace(await own.Json()), Grace(await half.Json()), Grace(await none.Json())]);
        Assert.Equal((0.25, 0.0), Grace(await world.Task("flow-grace-1")));

        static (double, double) Grace(JsonNode task) => (task["grace"]!["interruptSeconds"]!.GetValue<double>(), task["grace"]!["terminateSeconds"]!.GetValue<double>());
    }

    [Fact]
    public async Task ALostAttemptIsShownAndTheTaskStartedAgainIfItsSubmitterAllowsIt()
    {
        var agent = await world.ConnectAgent("flow-lost");
        using var created = await world.Submit("flow-lost", new { agent = "flow-lost", kind = "shell", script = "true", onLost = "retry" });
        Assert.Equal("retry", (await created.Json())["onLost"]!.GetValue<string>());
        var first = await agent.NextOrder();
        await agent.Accept(first);
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(first) with { Outcome = TaskOutcome.Unknown, ExitCode = null });
        await agent.NextSettled();

        var second = await agent.NextOrder();
        await agent.Accept(second);
        await agent.End(second);

        var task = await world.TaskWhen("flow-lost", "succeeded");
        var attempts = task["attempts"]!.AsArray();
        Assert.Equal([1, 2], attempts.Select(attempt => attempt!["number"]!.GetValue<int>()));
        Assert.Contains("does not know how it ended", attempts[0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(attempts, attempt => Assert.All((string[])["sentAt", "acceptedAt", "endedAt"], time => Assert.NotNull(attempt![time])));
        using var other = await world.Submit("flow-lost", Some.Task("flow-lost"));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);   // the policy is part of what was asked for
    }

    [Fact]
    public async Task AWaitingSubmissionIsAnsweredAtTheEnd()
    {
        var agent = await world.ConnectAgent("flow-2");
        var answer = world.Submit("flow-wait", Some.Task("flow-2"), waitSeconds: 30);
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order);

        using var created = await answer.Within("the submission is answered");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("succeeded", (await created.Json())["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task TheSameSubmissionIsTheSameTask()
    {
        await world.ConnectAgent("flow-3");
        using var first = await world.Submit("flow-same", Some.Task("flow-3"));
        using var again = await world.Submit("flow-same", Some.Task("flow-3"));
        using var other = await world.Submit("flow-same", Some.Task("flow-3", "false"));

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-task");
    }

    [Fact]
    public async Task CancellingReachesTheAgentAndIsConfirmedByIt()
    {
        var agent = await world.ConnectAgent("flow-4");
        using var created = await world.Submit("flow-cancel", Some.Task("flow-4", "sleep 100"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await world.TaskWhen("flow-cancel", "running");

        using var asked = await world.Operator.PostAsync("/api/v1/tasks/flow-cancel/cancel", null);
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Assert.Equal("cancelling", (await asked.Json())["phase"]!.GetValue<string>());
        Assert.Equal("flow-cancel", (await agent.NextCancel()).TaskId);

        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with { Outcome = TaskOutcome.Cancelled, ExitCode = null, Signal = 2 });
        var task = await world.TaskWhen("flow-cancel", "cancelled");
        Assert.Equal("first-admin", task["cancelRequestedBy"]!.GetValue<string>());
        using var again = await world.Operator.PostAsync("/api/v1/tasks/flow-cancel/cancel", null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task AQueuedTaskIsCancelledAtOnce()
    {
        var identity = await world.Enrol("flow-5");
        using var created = await world.Submit("flow-queued", Some.Task(identity.AgentId));
        using var cancelled = await world.Operator.PostAsync("/api/v1/tasks/flow-queued/cancel", null);

        Assert.Equal("queued", (await created.Json())["phase"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        Assert.Equal("cancelled", (await cancelled.Json())["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task ListsShowItByAgentLabelAndPhase()
    {
        var identity = await world.Enrol("flow-6");
        foreach (var id in (string[])["flow-l1", "flow-l2", "flow-l3"])
        {
            using var created = await world.Submit(id, new { agent = "flow-6", kind = "shell", script = "true", labels = new { run = id } });
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        }

        var all = await Eventually.Get(() => List($"agent=flow-6"), ids => ids.Count == 3, "three tasks in the list");
        Assert.Equal(["flow-l3", "flow-l2", "flow-l1"], all);
        Assert.Equal(["flow-l2"], await List($"agent={identity.AgentId}&label=run%3Dflow-l2"));
        Assert.Equal(3, (await List("agent=flow-6&phase=queued&open=true")).Count);
        Assert.Empty(await List("agent=flow-6&open=false"));
    }

    [Fact]
    public async Task ATaskThatIsNotThereIsNotFound()
    {
        using var read = await world.Operator.GetAsync("/api/v1/tasks/nobody");
        using var cancel = await world.Operator.PostAsync("/api/v1/tasks/nobody/cancel", null);
        using var log = await world.Operator.GetAsync("/api/v1/tasks/nobody/log");

        await read.IsProblem(HttpStatusCode.NotFound, "unknown-task");
        await cancel.IsProblem(HttpStatusCode.NotFound, "unknown-task");
        await log.IsProblem(HttpStatusCode.NotFound, "unknown-task");
    }

    private async Task<List<string>> List(string query)
    {
        var list = await world.Operator.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>($"/api/v1/tasks?{query}");
        return [.. list!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
    }
}
