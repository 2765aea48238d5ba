using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Orleans.Core.Internal;
using OrleansOps.Jobs;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Jobs;

/// <summary>One task for many hosts, by REST, on a gateway with its silo; the agents' ends of the sockets are the test's.</summary>
public sealed class WhenAJobRuns(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private readonly string _id = $"job-{Guid.NewGuid().ToString("N")[..12]}";

    [Fact]
    public async Task EachHostRunsItsTask_AndTheJobSucceeds()
    {
        var agents = await Agents(3);

        using var created = await Submit(agents, new { });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var orders = await Task.WhenAll(agents.Select(agent => agent.NextOrder()));
        Assert.Equal([$"{_id}--1", $"{_id}--2", $"{_id}--3"], orders.Select(order => order.TaskId));
        await EndAll(agents, orders);

        var over = await Reaches("succeeded");
        Assert.Equal((3, 3), (over["hosts"]!.GetValue<int>(), Count(over, "succeeded")));
        Assert.True(over["terminal"]!.GetValue<bool>());
        Assert.Equal(_id, (await world.Task($"{_id}--2"))["labels"]!["job"]!.GetValue<string>());

        using var again = await Submit(agents, new { });
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var other = await Submit(agents, new { maxErrors = "1" });
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-job");
    }

    [Fact]
    public async Task AJobThatIsOver_TellsOfItsHosts_AlsoWhereItsGrainIsMadeAnew()
    {
        var agents = await Agents(2);
        await Submit(agents, new { }, HttpStatusCode.Created);
        await EndAll(agents, await Task.WhenAll(agents.Select(agent => agent.NextOrder())));
        var before = await Reaches("succeeded");

        await world.Grains.GetGrain<IJobGrain>(_id).AsReference<IGrainManagementExtension>().DeactivateOnIdle();

        var after = await Job();
        Assert.Equal((2, 2), (Number(after, "hosts"), Count(after, "succeeded")));
        Assert.Equal(before["seen"]!.GetValue<string>(), after["seen"]!.GetValue<string>());
    }

    [Fact]
    public async Task ABatchBeginsWhenTheOneBeforeIsOver()
    {
        var agents = await Agents(3);
        await Submit(agents, new { batches = "1,2" }, HttpStatusCode.Created);

        var first = await agents[0].NextOrder();
        var one = await Reaches(job => Count(job, "open") == 1, "one host runs");
        Assert.Equal((1, 2, 1), (Number(one, "batch"), Number(one, "batchCount"), Number(one, "batchEnd")));
        Assert.False(agents[1].HasOrder || agents[2].HasOrder);
        await agents[0].Accept(first);
        await agents[0].End(first);

        await EndAll(agents[1..], await Task.WhenAll(agents[1..].Select(agent => agent.NextOrder())));
        await Reaches("succeeded");
    }

    [Fact]
    public async Task NoMoreRunAtOnceThanMay_AndThatCanBeChanged()
    {
        var agents = await Agents(3);
        await Submit(agents, new { maxConcurrent = 1 }, HttpStatusCode.Created);

        var first = await agents[0].NextOrder();
        await Reaches(job => Count(job, "open") == 1, "one host runs");
        Assert.False(agents[1].HasOrder);
        using var changed = await world.Operator.PatchAsJsonAsync($"/api/v1/jobs/{_id}", new { maxConcurrent = 3 });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        var others = await Task.WhenAll(agents[1..].Select(agent => agent.NextOrder()));
        await EndAll(agents, [first, .. others]);
        await Reaches("succeeded");
    }

    [Fact]
    public async Task TooManyFail_NoOtherGetsItsTurn_AndARetryIsForThoseThatDidNotSucceed()
    {
        var agents = await Agents(3);
        await Submit(agents, new { batches = "1", maxErrors = "0" }, HttpStatusCode.Created);
        var failed = await agents[0].NextOrder();
        await agents[0].Accept(failed);
        await agents[0].End(failed, exitCode: 3);

        var over = await Reaches("failed");
        Assert.Equal((1, 2), (Count(over, "failed"), Count(over, "waiting")));
        Assert.Equal("jobTooManyFailed", over["why"]![0]!["code"]!.GetValue<string>());
        Assert.False(agents[1].HasOrder || agents[2].HasOrder);
        var host = (await Hosts("failed")).Single()!;
        Assert.Equal((3, $"{_id}--1", "failed"), (Number(host, "exitCode"), host["taskId"]!.GetValue<string>(), host["phase"]!.GetValue<string>()));

        await Say("retry", HttpStatusCode.Conflict, new { round = 3 });
        await Say("retry", HttpStatusCode.OK, new { round = 2 });
        await Say("retry", HttpStatusCode.OK, new { round = 2 });
        var orders = await Task.WhenAll(agents.Select(agent => agent.NextOrder()));
        Assert.Equal([$"{_id}--1-2", $"{_id}--2", $"{_id}--3"], orders.Select(order => order.TaskId));
        await EndAll(agents, orders);

        Assert.Equal((2, 3), (Number(await Reaches("succeeded"), "round"), (await Hosts("succeeded")).Count));
    }

    [Fact]
    public async Task APausedJobGivesNoTurn_UntilItIsResumed()
    {
        var agents = await Agents(2);
        await Submit(agents, new { batches = "1", pause = "each" }, HttpStatusCode.Created);
        var first = await agents[0].NextOrder();
        await agents[0].Accept(first);
        await agents[0].End(first);

        Assert.Equal("jobAfterBatch", (await Reaches("paused"))["why"]![0]!["code"]!.GetValue<string>());
        Assert.False(agents[1].HasOrder);
        await Say("resume", HttpStatusCode.OK);
        await Say("pause", HttpStatusCode.OK);
        var second = await agents[1].NextOrder();
        await agents[1].Accept(second);
        await agents[1].End(second);

        await Reaches("succeeded");   // nothing was left that could wait
        await (await Post("pause")).IsProblem(HttpStatusCode.Conflict, "job-over");
    }

    [Fact]
    public async Task AStoppedJobIsStopped_WhenItsHostsHaveConfirmed()
    {
        var agents = await Agents(2);
        await Submit(agents, new { batches = "1" }, HttpStatusCode.Created);
        var running = await agents[0].NextOrder();
        await agents[0].Accept(running);

        await Say("stop", HttpStatusCode.OK);
        await agents[0].NextCancel();
        Assert.Equal("stopping", (await Job())["phase"]!.GetValue<string>());
        await agents[0].Send(nameof(IAgentHub.Ended), Some.Ended(running, exitCode: 0, stdoutBytes: 0) with { Outcome = TaskOutcome.Cancelled, ExitCode = null, Signal = 15 });

        var over = await Reaches("stopped");
        Assert.Equal((1, 1), (Count(over, "cancelled"), Count(over, "waiting")));
        Assert.False(agents[1].HasOrder);
    }

    [Fact]
    public async Task HostsAreChosenByTheirLabels_OnceForAll()
    {
        var role = $"role-{Guid.NewGuid():N}";
        var agents = await Agents(3);
        foreach (var agent in agents[..2])
        {
            using var edited = await world.Operator.PatchAsJsonAsync($"/api/v1/agents/{agent.Id}", new { labels = new Dictionary<string, string> { ["role"] = role } });
            Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        }

        await Eventually.Get(
            async () => await (await world.Operator.GetAsync($"/api/v1/agents?label=role%3D{role}")).Json(), list => list["items"]!.AsArray().Count == 2, "both are listed with their label");
        using var answer = await world.Operator.PutAsJsonAsync($"/api/v1/jobs/{_id}", new { on = $"role={role} and state=online", task = new { kind = "shell", script = "true" } });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        await EndAll(agents[..2], await Task.WhenAll(agents[..2].Select(agent => agent.NextOrder())));
        Assert.Equal(2, Number(await Reaches("succeeded"), "hosts"));
        Assert.False(agents[2].HasOrder);
    }

    [Fact]
    public async Task ASecretReachesEachHost_AndNobodyElse()
    {
        var agents = await Agents(2);
        await Submit(agents, new { }, HttpStatusCode.Created, new { kind = "shell", script = "true", secrets = new { PASSWORD = "correct horse" } });

        var orders = await Task.WhenAll(agents.Select(agent => agent.NextOrder()));

        Assert.All(orders, order => Assert.Equal("correct horse", order.Secrets!["PASSWORD"]));
        await EndAll(agents, orders);
        await Reaches("succeeded");
    }

    [Fact]
    public async Task AFollowerHearsOfEachChange()
    {
        var agents = await Agents(1);
        await Submit(agents, new { }, HttpStatusCode.Created);
        var order = await agents[0].NextOrder();
        var before = await Reaches(job => Count(job, "open") == 1, "its host runs");

        var waits = world.Operator.GetAsync($"/api/v1/jobs/{_id}?waitSeconds=30&seen={before["seen"]!.GetValue<string>()}");
        await agents[0].Accept(order);
        await agents[0].End(order);

        using var answer = await waits.Within("the job has changed");
        Assert.NotEqual(before["seen"]!.GetValue<string>(), (await answer.Json())["seen"]!.GetValue<string>());
        using var end = await world.Operator.GetAsync($"/api/v1/jobs/{_id}?waitSeconds=30");
        Assert.Equal("succeeded", (await end.Json())["phase"]!.GetValue<string>());
    }

    [Fact]
    public async Task TheListHasTheNewestFirst_AndTheOpenOnesAsTheyStand()
    {
        var agents = await Agents(1);
        await Submit(agents, new { name = "the one" }, HttpStatusCode.Created);
        await Reaches(job => Count(job, "open") == 1, "its host runs");

        using var open = await world.Operator.GetAsync("/api/v1/jobs?open=true");
        var listed = (await open.Json())["items"]!.AsArray().Single(job => job!["id"]!.GetValue<string>() == _id)!;
        Assert.Equal(("the one", 1), (listed["name"]!.GetValue<string>(), Count(listed, "open")));
        var order = await agents[0].NextOrder();
        await EndAll(agents, [order]);
        await Reaches("succeeded");

        using var left = await world.Operator.GetAsync("/api/v1/jobs?open=true");
        Assert.DoesNotContain((await left.Json())["items"]!.AsArray(), job => job!["id"]!.GetValue<string>() == _id);
        using var all = await world.Operator.GetAsync("/api/v1/jobs?limit=500");
        Assert.Contains((await all.Json())["items"]!.AsArray(), job => job!["id"]!.GetValue<string>() == _id);
    }

    [Fact]
    public async Task HostsWithWhichItWentAlikeStandTogether()
    {
        string[] printed = ["one\nsame\n", "two\n\u001b[32msame\u001b[0m\r\n\n", "one\nsame\n"];
        var agents = await Agents(3);
        await Submit(agents, new { }, HttpStatusCode.Created);
        var orders = await Task.WhenAll(agents.Select(agent => agent.NextOrder()));
        foreach (var ((agent, order), text) in agents.Zip(orders).Zip(printed))
        {
            await agent.Accept(order);
            await agent.Log(order, text);
            await agent.End(order, stdoutBytes: text.Length);
        }

        await Reaches("succeeded");

        Assert.Equal([(3, 1)], await Groups("outcome", group => group["some"]![0]!["number"]!.GetValue<int>()));
        Assert.Equal([(3, "same")], await Groups("lastLine", group => group["lastLine"]!.GetValue<string>()));
        Assert.Equal([(2, "one\nsame\n"), (1, "two\nsame\r\n\n")], await Groups("output", group => group["output"]!.GetValue<string>()));
        Assert.Empty(await Groups("output&state=failed", group => group));
        using var other = await world.Operator.GetAsync($"/api/v1/jobs/{_id}/groups?by=colour");
        await other.IsProblem(HttpStatusCode.BadRequest, "invalid-value");
        using var none = await world.Operator.GetAsync("/api/v1/jobs/no-such-job/groups");
        await none.IsProblem(HttpStatusCode.NotFound, "unknown-job");
    }

    [Fact]
    public async Task OfHowManyHostsNotAllIsStoredYetIsSaid()
    {
        var agents = await Agents(2);
        await Submit(agents, new { }, HttpStatusCode.Created);
        var orders = await Task.WhenAll(agents.Select(agent => agent.NextOrder()));
        foreach (var (agent, order) in agents.Zip(orders))
        {
            await agent.Accept(order);
            await agent.Log(order, "begin\n");
            await agent.End(order, stdoutBytes: order.TaskId.EndsWith("--1", StringComparison.Ordinal) ? 6 : 12);
        }

        await Reaches("succeeded");

        Assert.Equal(0, await Incomplete("outcome"));
        Assert.Equal(1, await Incomplete("lastLine"));
        Assert.Equal(1, await Incomplete("output"));
        await agents[1].Log(orders[1], "ended\n", seq: 2, offset: 6);
        Assert.Equal(0, await Incomplete("output"));
    }

    private async Task<int> Incomplete(string by)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/jobs/{_id}/groups?by={by}");
        return (await answer.Json())["incomplete"]!.GetValue<int>();
    }

    private async Task<(int Hosts, T What)[]> Groups<T>(string by, Func<JsonNode, T> what)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/jobs/{_id}/groups?by={by}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Json())["items"]!.AsArray().Select(group => (group!["hosts"]!.GetValue<int>(), what(group)))];
    }

    private async Task<TestAgent[]> Agents(int count)
    {
        var agents = new List<TestAgent>();
        for (var i = 0; i < count; i++)
        {
            agents.Add(await world.ConnectAgent(world.NameOfItsOwn("of-a-job")));
        }

        return [.. agents];
    }

    private async Task Submit(IEnumerable<TestAgent> agents, object job, HttpStatusCode status, object? task = null)
    {
        using var answer = await Submit(agents, job, task);
        Assert.True(status == answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> Submit(IEnumerable<TestAgent> agents, object job, object? task = null)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(job)!.AsObject();
        body["hosts"] = new JsonArray([.. agents.Select(agent => (JsonNode)agent.Id)]);
        body["task"] = System.Text.Json.JsonSerializer.SerializeToNode(task ?? new { kind = "shell", script = "true" });
        return await world.Operator.PutAsJsonAsync($"/api/v1/jobs/{_id}", body);
    }

    private async Task Say(string word, HttpStatusCode status, object? body = null)
    {
        using var answer = await Post(word, body);
        Assert.True(status == answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> Post(string word, object? body = null) => world.Operator.PostAsync($"/api/v1/jobs/{_id}/{word}", body is null ? null : JsonContent.Create(body));

    private static Task EndAll(IEnumerable<TestAgent> agents, IEnumerable<RunTask> orders) => Task.WhenAll(agents.Zip(orders).Select(async pair =>
    {
        await pair.First.Accept(pair.Second);
        await pair.First.End(pair.Second);
    }));

    private async Task<JsonNode> Job()
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/jobs/{_id}");
        return await answer.Json();
    }

    private async Task<JsonArray> Hosts(string state)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/jobs/{_id}/hosts?state={state}");
        return (await answer.Json())["items"]!.AsArray();
    }

    private Task<JsonNode> Reaches(string phase) => Reaches(job => job["phase"]!.GetValue<string>() == phase, $"job {_id} is {phase}");

    private Task<JsonNode> Reaches(Func<JsonNode, bool> wanted, string expected) => Eventually.Get(Job, wanted, expected);

    private static int Count(JsonNode job, string state) => job["counts"]![state]!.GetValue<int>();

    private static int Number(JsonNode job, string field) => job[field]!.GetValue<int>();
}
