using System.Net;
using System.Text;
using System.Text.Json;
using OrleansOps.Tests.Gateway.Seeds.S1;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S2;

public sealed class WhenAControlPlaneGivesTasks(S2World world) : IClassFixture<S2World>
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task ATaskIsDispatchedToTheHostOfThatNumber(string slash)
    {
        var (agent, number) = await world.Numbered("dispatch");
        await using var plane = world.ControlPlane();
        var id = S2World.NewId(number);

        (await plane.Post($"/api/agents/{number}/tasks{slash}", S2World.Task(id, number, "echo hello", timeout: 77)))
            .Is(HttpStatusCode.OK, $$"""{"agent_id":"{{number}}","status":"dispatched","task_id":"{{id}}"}""");

        var order = await agent.NextOrder();
        Assert.Equal((id, "echo hello", 77_000L), (order.TaskId, Encoding.UTF8.GetString(order.Script!), order.TimeoutMs));
        var task = await world.Gateway.Task(id);
        Assert.Equal("control plane (S2)", task["submittedBy"]!.GetValue<string>());
        Assert.Equal("s2-control-plane", task["submittedById"]!.GetValue<string>());
        Assert.Equal(86_400, task["queueSeconds"]!.GetValue<int>());
        Assert.Equal(number, task["labels"]!["host_id"]!.GetValue<string>());
        Assert.Equal(id.Split('_')[0], task["labels"]!["execution_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task TheHostIsCalledByItsNumber_ItsUuidOrItsId()
    {
        var (agent, number) = await world.Numbered("aliases");
        var uuid = Guid.NewGuid().ToString();
        await world.Label(agent, "agent_uid", uuid);
        await using var plane = world.ControlPlane();

        foreach (var alias in (string[])[number, uuid, agent.Id])
        {
            var id = S2World.NewId(number);
            (await plane.Post($"/api/agents/{alias}/tasks", S2World.Task(id, number))).Is(HttpStatusCode.OK, $$"""{"agent_id":"{{alias}}","status":"dispatched","task_id":"{{id}}"}""");
            Assert.Equal(id, (await agent.NextOrder()).TaskId);
        }
    }

    [Fact]
    public async Task AHostThatIsNotThereIsSaidToBeNone()
    {
        await using var plane = world.ControlPlane();
        foreach (var alias in (string[])["99999", "00000000-0000-4000-8000-000000000000", "aaaaaaaaaaaaaaaa", "web-1", "%00", "..%2f1"])
        {
            var answer = await plane.Post($"/api/agents/{alias}/tasks", S2World.Task(S2World.NewId("1"), "1"));
            if (alias.Contains('%', StringComparison.Ordinal))
            {
                Assert.True((int)answer.Status is >= 400 and < 500, answer.Body);   // what is signed is the path as it is read
            }
            else
            {
                answer.Is(HttpStatusCode.NotFound, """{"code":1003,"error":"agent not found"}""");
            }
        }
    }

    [Fact]
    public async Task ANumberThatTwoHostsHaveIsRefused()
    {
        var (_, number) = await world.Numbered("twice");
        var (other, _) = await world.Numbered("twice");
        await world.Label(other, "host_id", number);
        await using var plane = world.ControlPlane();

        (await plane.Post($"/api/agents/{number}/tasks", S2World.Task(S2World.NewId(number), number))).Says(HttpStatusCode.Conflict, $"2 hosts have the label host_id={number}");
    }

    [Fact]
    public async Task AHostThatIsAwayGetsItWhenItComes()
    {
        var (agent, number) = await world.Numbered("away", connected: false);
        await using var plane = world.ControlPlane();
        var (one, other) = (S2World.NewId(number), S2World.NewId(number));

        Assert.Equal(HttpStatusCode.OK, (await plane.Post($"/api/agents/{number}/tasks/", S2World.Task(one, number))).Status);
        Assert.Equal(HttpStatusCode.OK, (await plane.Post($"/api/agents/{number}/tasks/batch/", new[] { S2World.Task(other, number) })).Status);
        await agent.Connect();
        await agent.Hello();

        string[] came = [(await agent.NextOrder()).TaskId, (await agent.NextOrder()).TaskId];
        Assert.Equal(new HashSet<string> { one, other }, came.ToHashSet());
    }

    [Fact]
    public async Task TheSameIdIsTheSameTask_AlsoSignedAnew()
    {
        var (agent, number) = await world.Numbered("same");
        await using var plane = world.ControlPlane();
        var id = S2World.NewId(number);
        var path = $"/api/agents/{number}/tasks/";
        Assert.Equal(HttpStatusCode.OK, (await plane.Post(path, S2World.Task(id, number))).Status);
        var order = await agent.NextOrder();

        var again = await plane.Send(new { method = "POST", path, secret = S2Program.Secret, skew = 2, body = JsonSerializer.Serialize(S2World.Task(id, number)) });
        again.Is(HttpStatusCode.OK, $$"""{"agent_id":"{{number}}","status":"dispatched","task_id":"{{id}}"}""");
        (await plane.Post(path, S2World.Task(id, number, "something else"))).Says(HttpStatusCode.Conflict, "there is another task");
        await agent.Accept(order);
        await agent.End(order);
        await world.Gateway.TaskWhen(id, "succeeded");
        Assert.False(agent.HasOrder);
    }

    [Fact]
    public async Task ABatchIsTaken_AllOfIt()
    {
        var (agent, number) = await world.Numbered("batch");
        await using var plane = world.ControlPlane();
        var (one, other) = (S2World.NewId(number), S2World.NewId(number));

        (await plane.Post($"/api/agents/{number}/tasks/batch", new[] { S2World.Task(one, number), S2World.Task(other, number) }))
            .Is(HttpStatusCode.OK, $$"""{"agent_id":"{{number}}","count":2,"status":"dispatched","task_ids":["{{one}}","{{other}}"]}""");

        string[] came = [(await agent.NextOrder()).TaskId, (await agent.NextOrder()).TaskId];
        Assert.Equal(new HashSet<string> { one, other }, came.ToHashSet());
    }

    [Fact]
    public async Task ABatchWithOneThatIsWrongIsNotTaken()
    {
        var (_, number) = await world.Numbered("bad-batch");
        await using var plane = world.ControlPlane();
        var id = S2World.NewId(number);
        var path = $"/api/agents/{number}/tasks/batch";

        (await plane.Post(path, "[]")).Is(HttpStatusCode.BadRequest, """{"code":1002,"error":"tasks array is empty"}""");
        (await plane.Post(path, "[null]")).Says(HttpStatusCode.BadRequest, "task 1 of 1");
        (await plane.Post(path, $"[{string.Join(',', Enumerable.Repeat("{}", 501))}]")).Says(HttpStatusCode.BadRequest, "the limit is 500");
        (await plane.Post(path, new[] { S2World.Task(id, number), S2World.Task(S2World.NewId(number), number, script: "cobol") })).Says(HttpStatusCode.BadRequest, "task 2 of 2");
        using var none = await world.Gateway.Operator.GetAsync($"/api/v1/tasks/{id}");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("null", "empty")]
    [InlineData("[]", "not JSON")]
    [InlineData("""{"id":"a_1_1_x"}""", "'command' is empty")]
    [InlineData("""{"id":"a/b","command":"x"}""", "invalid task_id format")]
    [InlineData("""{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","command":"x"}""", "1 to 64 characters")]
    [InlineData("""{"command":"x"}""", "invalid task_id format")]
    [InlineData("""{"id":"a","id":"b","command":"x"}""", "'id'")]
    [InlineData("""{"id":"a","command":7}""", "'command'")]
    [InlineData("""{"id":"a","command":"x","env":{"A":1}}""", "'env.A'")]
    [InlineData("""{"id":"a","command":"x","type":"wait"}""", "'type'")]
    [InlineData("""{"id":"a","command":"x","script_type":"cobol"}""", "'script_type'")]
    [InlineData("""{"id":"a","command":"x","timeout_sec":-1}""", "'timeout_sec'")]
    [InlineData("""{"id":"a","command":"x","work_dir":"relative"}""", "'work_dir'")]
    [InlineData("""{"id":"a","command":"x","run_as":"-rf"}""", "run_as")]
    [InlineData("""{"id":"a","command":"x","host_id":99999}""", "'host_id'")]
    [InlineData("""{"id":"a","command":"x","file_preview":{"a":1}}""", "'file_preview'")]
    [InlineData("""{"id":"a","command":"x","priority":9}""", "'priority'")]
    [InlineData("""{"id":"a","type":"file_transfer"}""", "'file_transfer'")]
    [InlineData("""{"id":"a","type":"file_transfer","file_transfer":{"remote_path":"/x","content":"aGk="}}""", "'file_transfer.content'")]
    [InlineData("""{"id":"a","type":"file_transfer","file_transfer":{"remote_path":"/x","download_url":"ftp://x/y"}}""", "'file_transfer.download_url'")]
    [InlineData("""{"id":"a","type":"file_transfer","file_transfer":{"remote_path":"/x","download_url":"http://x/y","bandwidth_limit":-1}}""", "'file_transfer.bandwidth_limit'")]
    public async Task WhatIsNotDoneAsItIsAskedIsRefusedByItsName(string body, string named)
    {
        var (_, number) = await world.Numbered("refused", connected: false);
        await using var plane = world.ControlPlane();

        var answer = await plane.Post($"/api/agents/{number}/tasks", body);

        answer.Says(HttpStatusCode.BadRequest, named);
        Assert.Equal(1002, answer.Json["code"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("shell", "echo x", "shell")]
    [InlineData("shell", "#!/usr/bin/env python3\nprint(1)", "auto")]
    [InlineData("", "echo x", "shell")]
    [InlineData("bash", "echo x", "bash")]
    [InlineData("python", "print(1)", "python")]
    [InlineData("powershell", "Get-Date", "powershell")]
    [InlineData("perl", "print 1", "perl")]
    [InlineData("js", "console.log(1)", "node")]
    [InlineData("go", "package main", "go")]
    public async Task AScriptIsOfTheKindThatIsAskedFor(string type, string script, string kind)
    {
        var (_, number) = await world.Numbered("kinds", connected: false);
        await using var plane = world.ControlPlane();
        var id = S2World.NewId(number);

        Assert.Equal(HttpStatusCode.OK, (await plane.Post($"/api/agents/{number}/tasks", S2World.Task(id, number, script, type))).Status);

        Assert.Equal(kind, (await world.Gateway.Task(id))["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task ArgumentsWithoutACommandAreAProgram()
    {
        var (agent, number) = await world.Numbered("argv");
        await using var plane = world.ControlPlane();

        Assert.Equal(HttpStatusCode.OK, (await plane.Post($"/api/agents/{number}/tasks", new { id = S2World.NewId(number), args = new[] { "uname", "-a" }, env = new { A = "b" } })).Status);

        var order = await agent.NextOrder();
        Assert.Equal(["uname", "-a"], order.Argv);
        Assert.Equal("b", order.Env["A"]);
    }

    [Fact]
    public async Task AnotherUserIsKept_AndAnAgentOfS1ThatCannotBeSureOfHimSaysSo()
    {
        var (agent, number) = await world.Numbered("run-as");
        await using var plane = world.ControlPlane();
        Assert.Equal(HttpStatusCode.OK, (await plane.Post($"/api/agents/{number}/tasks", S2World.Task(S2World.NewId(number), number, runAs: "deploy"))).Status);
        Assert.Equal("deploy", (await agent.NextOrder()).RunAs!.User);

        var old = await world.Gateway.Enrol(world.Gateway.NameOfItsOwn("old"));
        await using var s1 = S1Program.Wire();
        await s1.Connect(world.Gateway.Address, old.AgentId, $"agent-token,{old.Token}");
        var (kept, refused) = (S2World.NewId("1"), S2World.NewId("1"));
        Assert.Equal(HttpStatusCode.OK, (await plane.Post($"/api/agents/{old.AgentId}/tasks", S2World.Task(kept, "1"))).Status);
        Assert.Equal(kept, (await s1.Came("task"))["task_id"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await plane.Post($"/api/agents/{old.AgentId}/tasks", S2World.Task(refused, "1", runAs: "deploy"))).Status);
        Assert.Contains("another user", (await world.Gateway.TaskWhen(refused, "rejected"))["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileIsFetchedWithItsChecksum_AndItsHeadersAreSecret()
    {
        var (agent, number) = await world.Numbered("file");
        await using var plane = world.ControlPlane();
        var id = S2World.NewId(number);
        var sum = new string('a', 64);

        var answer = await plane.Post($"/api/agents/{number}/tasks", new
        {
            id,
            name = "push",
            type = "file_transfer",
            timeout_sec = 60,
            file_transfer = new { remote_path = "/srv/app.tgz", download_url = "https://store.example.org/app.tgz", checksum = sum, size = 42, bandwidth_limit = 2, auth_headers = new { Authorization = "Token very-secret" } },
        });

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        var file = (await agent.NextOrder()).File!;
        Assert.Equal(("/srv/app.tgz", "https://store.example.org/app.tgz", sum, 42L, 2_097_152L), (file.Path, file.Url, file.Sha256, file.SizeBytes, file.BytesPerSecond));
        Assert.DoesNotContain("very-secret", (await world.Gateway.Task(id)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTrailSaysThatAControlPlaneDidIt_AndWhatWasRefused()
    {
        var (_, number) = await world.Numbered("trail", connected: false);
        await using var plane = world.ControlPlane();
        var id = S2World.NewId(number);
        await plane.Post($"/api/agents/{number}/tasks", S2World.Task(id, number));
        await plane.Post($"/api/agents/{number}/tasks", S2World.Task(id, number, "something else"));

        await plane.Post($"/api/agents/{number}/tasks/batch", new[] { S2World.Task(id, number) });
        await plane.Post($"/api/agents/{number}/tasks/{id}/cancel", "");
        await plane.Post($"/api/agents/{number}/tasks/cancel/batch", new { task_ids = new[] { id } });

        using var answer = await world.Gateway.Operator.GetAsync("/api/v1/audit?limit=200");
        var all = (await answer.Json())["items"]!.AsArray();
        Assert.Equal(["cancelTask", "submitTask"], all.Where(happened => happened!["detail"]?.GetValue<string>().Contains(id, StringComparison.Ordinal) == true).Select(happened => happened!["action"]!.GetValue<string>()));
        var events = all.Where(happened => happened!["target"]?.GetValue<string>() == id).ToList();

        Assert.Equal(["cancelTask", "submitTask", "submitTask"], events.Select(happened => happened!["action"]!.GetValue<string>()));
        Assert.Equal(["done", "refused", "done"], events.Select(happened => happened!["outcome"]!.GetValue<string>()));
        Assert.All(events, happened => Assert.Equal("control plane (S2) s2-control-plane", $"{happened!["name"]} {happened["tokenId"]}"));
    }
}
