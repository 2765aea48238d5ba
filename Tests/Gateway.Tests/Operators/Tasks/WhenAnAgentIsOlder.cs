using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

/// <summary>An agent that would pass over a part of an order is not given the order.</summary>
public sealed class WhenAnAgentIsOlder(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task WhatItDoesNotKnowIsRefusedInItsPlaceWithItsVersion()
    {
        var agent = world.Agent(await world.Enrol("older-1"));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { AgentVersion = "0.9.1", Minor = 0 });

        using var submitted = await world.Submit("older-perl", new { agent = agent.Id, kind = "perl", script = "1;" });
        var task = await Eventually.Get(() => Read("older-perl"), shown => (string?)shown["phase"] == "rejected", "the task is refused");

        Assert.Contains("Its agent is version 0.9.1, which does not know tasks of kind perl. Update the agent, and submit it again.", (string?)task["reason"], StringComparison.Ordinal);

        using var known = await world.Submit("older-shell", Some.Task(agent.Id));
        Assert.Equal("older-shell", (await agent.NextOrder()).TaskId);   // nothing else came before it
    }

    [Theory]
    [InlineData("""{"runAs":{"user":"app"}}""", "how to run a task as another user")]
    [InlineData("""{"limits":{"memoryBytes":1048576}}""", "limits of a task")]
    [InlineData("""{"secrets":{"KEY":"some value"},"secretFiles":["KEY"]}""", "how to give a task secrets as files")]
    [InlineData("""{"kind":"named","argv":["up"]}""", "named commands")]
    [InlineData("""{"artifacts":["out"]}""", "how to bring what a task leaves")]
    [InlineData("""{"nice":5}""", "umask, created directory, locale, time zone, nice and ioNice of a task")]
    public async Task NothingThatItWouldPassOverIsGivenToIt(string more, string expected)
    {
        var agent = world.Agent(await world.Enrol("older-" + expected.Length));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { AgentVersion = "0.9.2", Minor = 1 });
        var body = JsonNode.Parse(more)!.AsObject();
        body["agent"] = agent.Id;
        if (body["kind"] is null)
        {
            (body["kind"], body["script"]) = ("shell", "true");
        }

        using var submitted = await world.Submit("older-" + expected.Length, body);
        var task = await Eventually.Get(() => Read("older-" + expected.Length), shown => (string?)shown["phase"] == "rejected", "the task is refused");

        Assert.Contains($"Its agent is version 0.9.2, which does not know {expected}.", (string?)task["reason"], StringComparison.Ordinal);
    }

    /// <summary>It knows secrets, and would give this one as a variable.</summary>
    [Fact]
    public async Task OneThatKnowsNoFilesOfSecrets_IsNotToldTheSecretEither()
    {
        var agent = world.Agent(await world.Enrol("older-7"));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { AgentVersion = "0.9.7", Minor = 7 });
        using var submitted = await world.Submit("older-file", new { agent = agent.Id, kind = "shell", script = "true", secrets = new Dictionary<string, string> { ["KEY"] = "some value" }, secretFiles = new[] { "KEY" } });
        var task = await Eventually.Get(() => Read("older-file"), shown => (string?)shown["phase"] == "rejected", "the task is refused");
        using var known = await world.Submit("older-variable", new { agent = agent.Id, kind = "shell", script = "true", secrets = new Dictionary<string, string> { ["KEY"] = "some value" } });
        var order = await agent.NextOrder();

        Assert.Contains("Its agent is version 0.9.7, which does not know how to give a task secrets as files. Update the agent, and submit it again.", (string?)task["reason"], StringComparison.Ordinal);
        Assert.Equal(("older-variable", null), (order.TaskId, order.SecretFiles));
    }

    [Fact]
    public async Task WhatIsAskedForArrivesWhole_AndCanBeAskedForAgain()
    {
        var agent = world.Agent(await world.Enrol("whole"));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { Minor = ProtocolVersion.Minor });
        var asked = new
        {
            agent = agent.Id,
            kind = "shell",
            script = "true",
            workingDirectory = "/srv/a",
            createDirectory = true,
            umask = "027",
            locale = "C.UTF-8",
            timeZone = "Europe/Berlin",
            nice = 5,
            ioNice = "best-effort:7",
            limits = new { memoryBytes = 536_870_912, cpuPercent = 150, cpuSeconds = 600, processes = 100, openFiles = 256 },
            runAs = new { user = "app", group = "www", groups = new[] { "docker" }, login = true },
        };

        using var submitted = await world.Submit("whole", asked);
        var order = await agent.NextOrder();
        var spec = await world.Operator.GetFromJsonAsync<JsonNode>("/api/v1/tasks/whole/spec");
        using var again = await world.Submit("whole", spec!);

        Assert.Equal(new TaskSetting(23, true, "C.UTF-8", "Europe/Berlin", 5, IoClass.BestEffort, 7), order.Setting);
        Assert.Equal(new TaskLimits(536_870_912, 150, 600, 100, 256), order.Limits);
        Assert.Equal(("app", "www", "docker", true), (order.RunAs!.User, order.RunAs.Group, Assert.Single(order.RunAs.Groups!), order.RunAs.Login));
        Assert.Equal(System.Net.HttpStatusCode.OK, again.StatusCode);   // the same task, not another of its id
        var view = await Read("whole");
        Assert.Equal("""{"memoryBytes":536870912,"cpuPercent":150,"cpuSeconds":600,"processes":100,"openFiles":256}""", view["limits"]!.ToJsonString());
        Assert.Equal(("app", "027", "best-effort:7", true), ((string?)view["runAs"]!["user"], (string?)view["umask"], (string?)view["ioNice"], (bool)view["createDirectory"]!));
    }

    [Fact]
    public async Task OneThatKnowsItIsGivenIt()
    {
        var agent = world.Agent(await world.Enrol("older-2"));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { Minor = 1 });

        using var submitted = await world.Submit("newer-perl", new { agent = agent.Id, kind = "perl", script = "1;" });

        Assert.Equal((TaskKind.Perl, "newer-perl"), ((await agent.NextOrder()) is var order ? (order.Kind, order.TaskId) : default));
    }

    [Fact]
    public async Task WhatAHostLackedIsARowOfTheTable()
    {
        var agent = world.Agent(await world.Enrol("older-3"));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { Minor = 1 });
        using var submitted = await world.Submit("no-node", new { agent = agent.Id, kind = "node", script = "1" });
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with
        {
            Outcome = TaskOutcome.CouldNotStart,
            ExitCode = null,
            StartedAt = null,
            Note = "'node' was not found on this host.",
            Failure = FailureCode.CommandNotFound,
        });

        var task = await Eventually.Get(() => Read("no-node"), shown => (string?)shown["phase"] == "failed", "the task has failed");

        Assert.Equal((3001, "TASK_EXECUTION_FAILED"), ((int?)task["error"]!["code"], (string?)task["error"]!["name"]));
        Assert.Equal("'node' was not found on this host.", (string?)task["reason"]);
        Assert.Null(task["exitCode"]);
    }

    [Fact]
    public async Task ATaskThatWentOverALimitSaysWhichAndWhatHeldIt()
    {
        var agent = world.Agent(await world.Enrol("limits"));
        await agent.Connect();
        await agent.Hello(Some.Hello() with { Minor = ProtocolVersion.Minor });
        using var submitted = await world.Submit("over", new { agent = agent.Id, kind = "shell", script = "true", limits = new { memoryBytes = 536_870_912, cpuPercent = 50 } });
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with
        {
            Outcome = TaskOutcome.LimitExceeded,
            ExitCode = null,
            Signal = 9,
            Failure = FailureCode.MemoryLimitExceeded,
            LimitsHeld = new LimitsHeld(LimitMeans.Watched, LimitMeans.NotHeld, (LimitMeans)99),   // one that only a newer agent knows
        });

        var task = await Eventually.Get(() => Read("over"), shown => (string?)shown["phase"] == "failed", "the task has failed");

        Assert.Equal(("limitExceeded", 6001, "TASK_LIMIT_EXCEEDED"), ((string?)task["outcome"], (int?)task["error"]!["code"], (string?)task["error"]!["name"]));
        Assert.Equal("It used more than 512 MiB of memory and was ended with everything it had started.", (string?)task["reason"]);
        Assert.Equal("""{"memoryBytes":"watched","cpuPercent":"notHeld"}""", task["limitsHeld"]!.ToJsonString());
    }

    private async Task<JsonNode> Read(string id) => (await world.Operator.GetFromJsonAsync<JsonNode>($"/api/v1/tasks/{id}"))!;
}
