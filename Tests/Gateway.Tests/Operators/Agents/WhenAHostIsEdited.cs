using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Agents;

public sealed class WhenAHostIsEdited(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task ItsLabelsAreSetAndTakenAwayAndFoundBy()
    {
        await world.ConnectAgent("edit-1");
        using var set = await Edit("edit-1", new { labels = new { role = "web", env = "prod" } });
        using var changed = await Edit("edit-1", new { labels = new Dictionary<string, string?> { ["role"] = "db", ["env"] = null } });
        using var found = await world.Operator.GetAsync("/api/v1/agents?label=role%3Ddb");
        using var gone = await world.Operator.GetAsync("/api/v1/agents?label=env%3Dprod");
        using var events = await world.Operator.GetAsync("/api/v1/agents/edit-1/events?limit=1");

        Assert.Equal(("web", "prod"), (Text(await set.Json(), "role"), Text(await set.Json(), "env")));
        Assert.Equal(("db", null), (Text(await changed.Json(), "role"), Text(await changed.Json(), "env")));
        Assert.Single((await found.Json())["items"]!.AsArray());
        Assert.Empty((await gone.Json())["items"]!.AsArray());
        Assert.Equal("first-admin changed its labels: env removed, role=db.", (await events.Json())["items"]![0]!["text"]!.GetValue<string>());

        static string? Text(JsonNode agent, string label) => agent["labels"]![label]?.GetValue<string>();
    }

    [Fact]
    public async Task HowManyTasksItRunsAtOnceIsSetAndTakenBack()
    {
        await world.ConnectAgent("edit-slots");
        using var set = await Edit("edit-slots", new { slots = 2, throttle = true });
        using var back = await Edit("edit-slots", new { slots = 0, throttle = false });
        using var beyond = await Edit("edit-slots", new { slots = 1001 });
        using var below = await Edit("edit-slots", new { slots = -1 });

        Assert.Equal((2, 2, true), ((int)(await set.Json())["slotLimit"]!, (int)(await set.Json())["slotsNow"]!, (bool)(await set.Json())["throttle"]!));
        Assert.Equal((null, 5, false), ((int?)(await back.Json())["slotLimit"], (int)(await back.Json())["slotsNow"]!, (bool)(await back.Json())["throttle"]!));
        await beyond.IsProblem(HttpStatusCode.BadRequest, "out-of-range");
        await below.IsProblem(HttpStatusCode.BadRequest, "out-of-range");
    }

    [Fact]
    public async Task ItIsFoundUnderItsNewNameOnly()
    {
        await world.ConnectAgent("old-name");
        using var renamed = await Edit("old-name", new { name = "new-name" });
        using var old = await world.Operator.GetAsync("/api/v1/agents/old-name");
        using var now = await world.Operator.GetAsync("/api/v1/agents/new-name");

        Assert.Equal("new-name", (await renamed.Json())["name"]!.GetValue<string>());
        await old.IsProblem(HttpStatusCode.NotFound, "unknown-agent");
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
    }

    [Fact]
    public async Task ANameOfAnotherHostIsRefused()
    {
        await world.ConnectAgent("taken-1");
        await world.ConnectAgent("taken-2");
        using var taken = await Edit("taken-2", new { name = "taken-1" });

        await taken.IsProblem(HttpStatusCode.Conflict, "name-taken");
    }

    [Fact]
    public async Task AnEnrolmentThatWasNeverUsedDoesNotStandInTheWay()
    {
        await world.Enrol("double");
        await world.Enrol("double");
        var there = await world.ConnectAgent("double");

        using var answer = await world.Operator.GetAsync("/api/v1/agents/double");
        Assert.Equal(there.Id, (await answer.Json())["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task WhereSeveralAreMeantItIsSaidWhichIsThere()
    {
        await world.Enrol("several");
        await world.ConnectAgent("several");
        var second = await world.ConnectAgent("several-2");
        await world.Grains.GetGrain<OrleansOps.Agents.IAgentGrain>(second.Id).Edit(new("several", new Dictionary<string, string?>(), "a store of before"));
        using var ambiguous = await world.Submit("several-1", Some.Task("several"));
        var problem = await ambiguous.IsProblem(HttpStatusCode.UnprocessableEntity, "ambiguous-agent");
        Assert.Contains($"{second.Id} (online)", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("(never connected)", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "labels")]
    [InlineData("""{"name": ""}""", "name")]
    [InlineData("""{"labels": {"a b": "c"}}""", "labels")]
    [InlineData("""{"colour": "red"}""", "colour")]
    public async Task WhatIsWrongIsNamed(string body, string field)
    {
        var agent = await world.Enrol("wrong-edit");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await world.Operator.PatchAsync($"/api/v1/agents/{agent.AgentId}", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await answer.Json())["errors"]![field]);
    }

    private Task<HttpResponseMessage> Edit(string host, object body) => world.Operator.PatchAsJsonAsync($"/api/v1/agents/{host}", body);
}
