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

    private async Task<JsonNode> Read(string id) => (await world.Operator.GetFromJsonAsync<JsonNode>($"/api/v1/tasks/{id}"))!;
}
