using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Rules;

public sealed class WhenThereAreRulesOnCommands
{
    private static readonly object NoReboot = new { name = "no-reboot", expression = @"\b(reboot|shutdown)\b", action = "block", message = "Use the workflow reboot-hosts." };
    private static readonly object Careful = new { name = "careful", expression = "rm -rf", action = "warn" };

    [Fact]
    public async Task OneThatWarnsIsSaid_OneThatBlocksRefuses_AndBothStandInTheTrail()
    {
        await using var world = await GatewayWorld.Start();
        await world.Enrol("web-1");
        using var before = await world.Submit("before", Some.Task("web-1", "reboot"));
        var set = await Put(world, 0, NoReboot, Careful);
        var refused = await Blocks(world, "web-1");
        using var warned = await world.Submit("warned", Some.Task("web-1", "cd /tmp && rm -rf cache"));
        using var again = await world.Submit("before", Some.Task("web-1", "reboot"));
        using var none = await world.Operator.GetAsync($"/api/v1/tasks/{refused}");
        using var audit = await world.Operator.GetAsync("/api/v1/audit?limit=500");

        Assert.Equal(1, set["version"]!.GetValue<long>());
        Assert.Equal("rule 'careful'", (await warned.Json())["warnings"]!.AsArray().Single()!.GetValue<string>());
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (before.StatusCode, again.StatusCode));   // what is there stays what it was
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        var trail = (await audit.Json())["items"]!.AsArray().Select(item => $"{item!["action"]} {item["target"]} {item["outcome"]} {item["detail"]}").ToList();
        Assert.Contains("putCommandRules all done version 1: no-reboot, careful", trail);
        Assert.Contains("submitTask warned done on web-1, warned by rule 'careful'", trail);
        Assert.Contains(trail, line => line.StartsWith($"submitTask {refused} refused", StringComparison.Ordinal));
    }

    /// <summary>Ways that are no attack: the same thing said otherwise.</summary>
    [Theory]
    [InlineData("""{"kind":"argv","argv":["/sbin/reboot"]}""")]
    [InlineData("""{"kind":"argv","argv":["sh","-c","sleep 1; reboot"]}""")]
    [InlineData("""{"kind":"shell","script":"sh","stdin":"reboot"}""")]
    [InlineData("""{"kind":"python","script":"import os; os.system('reboot')"}""")]
    [InlineData("""{"kind":"shell","scriptBase64":"cmVib290"}""")]
    [InlineData("""{"kind":"shell","script":"true","argv":["reboot"]}""")]
    [InlineData("""{"kind":"named","argv":["reboot"]}""")]
    [InlineData("""{"kind":"bash","script":"#!/bin/bash\nreboot\n"}""")]
    public async Task TheSameInAnotherWay_IsRefusedToo(string task)
    {
        await using var world = await GatewayWorld.Start();
        await world.Enrol("web-1");
        await Put(world, 0, NoReboot);
        await Blocks(world, "web-1");
        var body = JsonNode.Parse(task)!.AsObject();
        body["agent"] = "web-1";

        using var answer = await world.Submit("other-way", body);

        await answer.IsProblem(HttpStatusCode.Conflict, "blocked-by-rule");
    }

    [Fact]
    public async Task AHostOfAJobIsRejected_AndOneThatTheRuleIsNotForRunsIt()
    {
        await using var world = await GatewayWorld.Start();
        await world.ConnectAgent("web-1");
        await world.Enrol("db-1");
        await Put(world, 0, new { name = "no-reboot", expression = "reboot", action = "block", on = "name=web-1" });
        await Blocks(world, "web-1");

        using var job = await world.Operator.PutAsJsonAsync("/api/v1/jobs/all", new { hosts = new[] { "web-1", "db-1" }, task = new { kind = "shell", script = "reboot" } });
        Assert.Equal(HttpStatusCode.Created, job.StatusCode);
        var hosts = await Eventually.Get(
            async () =>
            {
                using var answer = await world.Operator.GetAsync("/api/v1/jobs/all/hosts");
                return (await answer.Json())["items"]!.AsArray();
            },
            hosts => hosts.Any(host => host!["reason"]?.GetValue<string>().Contains("blocked by rule 'no-reboot'", StringComparison.Ordinal) == true),
            "one host of the job is refused by the rule");
        using var other = await world.Submit("db", Some.Task("db-1", "reboot"));

        Assert.Single(hosts, host => host!["reason"] is not null);
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);
    }

    [Fact]
    public async Task TwoWhoChangeThem_DoNotOverwriteEachOther_AndARepeatIsHarmless()
    {
        await using var world = await GatewayWorld.Start();
        await Put(world, 0, Careful);
        using var late = await Send(world, 0, NoReboot);
        using var repeated = await Send(world, 0, Careful);
        await Put(world, 1, NoReboot, Careful);
        using var test = await world.Operator.PostAsJsonAsync("/api/v1/command-rules/test", new { text = "reboot" });

        await late.IsProblem(HttpStatusCode.PreconditionFailed, "rules-changed");
        Assert.Equal(1, (await repeated.Json())["version"]!.GetValue<long>());
        Assert.Equal("no-reboot", (await test.Json())["rules"]!.AsArray().Single()!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"rules":[]}""", "missing-field", "version")]
    [InlineData("""{"version":0}""", "out-of-range", "rules")]
    [InlineData("""{"version":0,"rules":[{"name":"a","expression":"x"}]}""", "missing-field", "rules[0].action")]
    [InlineData("""{"version":0,"rules":[{"name":"a","expression":"x","action":"warn"},{"name":"a","expression":"y","action":"warn"}]}""", "given-twice", "rules[1].name")]
    [InlineData("""{"version":0,"rules":[{"name":"a","expression":"x(","action":"warn"}]}""", "invalid-pattern", "rules[0].expression")]
    [InlineData("""{"version":0,"rules":[{"name":"a","expression":"(?<=x)y","action":"warn"}]}""", "invalid-pattern", "rules[0].expression")]
    [InlineData("""{"version":0,"rules":[{"name":"a","expression":"","action":"warn"}]}""", "invalid-pattern", "rules[0].expression")]
    [InlineData("""{"version":0,"rules":[{"name":"a","expression":"x","action":"warn","on":"role=="}]}""", "invalid-expression", "rules[0].on")]
    [InlineData("""{"version":0,"rules":[{"name":"a","expression":"x","action":"ask"}]}""", "invalid-value", "rules[0].action")]
    [InlineData("""{"version":0,"rules":[{"name":"","expression":"x","action":"warn"}]}""", "invalid-name", "rules[0].name")]
    public async Task WhatIsNoRule_IsRefusedWithItsPlace(string body, string code, string field)
    {
        await using var world = await GatewayWorld.Start();
        using var answer = await world.Operator.PutAsync("/api/v1/command-rules", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var problem = await answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(field, problem["errors"]!.AsObject().Single().Key);
    }

    [Fact]
    public async Task ABadExpression_IsSaidWithItsRuleAndItsCharacter()
    {
        await using var world = await GatewayWorld.Start();
        using var answer = await Send(world, 0, Careful, new { name = "broken", expression = "a(b", action = "block" });

        var problem = await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-pattern");
        Assert.Contains("Rule 2 ('broken'): 'expression' cannot be read: at character 4:", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> Put(GatewayWorld world, long version, params object[] rules)
    {
        using var answer = await Send(world, version, rules);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    private static Task<HttpResponseMessage> Send(GatewayWorld world, long version, params object[] rules) => world.Operator.PutAsJsonAsync("/api/v1/command-rules", new { version, rules });

    /// <summary>Waits until the rule holds, and returns the id that it refused.</summary>
    private static async Task<string> Blocks(GatewayWorld world, string host)
    {
        var tries = 0;
        using var refused = await Eventually.Get(
            () => world.Submit($"try-{Interlocked.Increment(ref tries)}", Some.Task(host, "now reboot")), answer => answer.StatusCode == HttpStatusCode.Conflict, "the rule holds");
        var problem = await refused.IsProblem(HttpStatusCode.Conflict, "blocked-by-rule");
        Assert.Contains("It is blocked by rule 'no-reboot'", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        return $"try-{tries}";
    }
}
