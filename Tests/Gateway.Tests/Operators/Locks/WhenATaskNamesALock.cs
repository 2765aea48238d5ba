using System.Net;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Locks;

public sealed class WhenATaskNamesALock(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task TheNextWaitsAndSaysForWhom_AndTheLockIsShownAndTakenAway()
    {
        var host = world.NameOfItsOwn("locked");
        var agent = await world.ConnectAgent(host);
        using var first = await world.Submit("lock-a", Body(host, "shown"));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await Eventually.Get(() => world.Task("lock-a"), task => task["phase"]!.GetValue<string>() == "running", "the first task runs");
        using var second = await world.Submit("lock-b", Body(host, "shown"));
        var waiting = await Eventually.Get(
            () => world.Task("lock-b"), task => task["why"]?[0]?["code"]?.GetValue<string>() == "waitsForLock", "the second task waits for its lock");
        using var found = await world.Operator.GetAsync("/api/v1/tasks?text=lock-b");
        using var read = await world.Operator.GetAsync("/api/v1/locks/shown");
        using var list = await world.Operator.GetAsync("/api/v1/locks?limit=500");
        using var other = await world.Operator.DeleteAsync("/api/v1/locks/shown?task=lock-b");
        using var nameless = await world.Operator.DeleteAsync("/api/v1/locks/shown");
        using var released = await world.Operator.DeleteAsync("/api/v1/locks/shown?task=lock-a");
        var next = await agent.NextOrder();
        await agent.Accept(next);
        await agent.End(next);
        using var gone = await Eventually.Get(() => world.Operator.GetAsync("/api/v1/locks/shown"), answer => answer.StatusCode == HttpStatusCode.NotFound, "nobody has the lock");
        using var audit = await world.Operator.GetAsync("/api/v1/audit?limit=500");
        using var spec = await world.Operator.GetAsync("/api/v1/tasks/lock-a/spec");

        Assert.StartsWith($"Waits for the lock shown, which task lock-a on {host} has since ", waiting["waitingFor"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("Waits for the lock shown,", (await found.Json())["items"]![0]!["waitingFor"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("shown", waiting["lock"]!.GetValue<string>());
        Assert.Equal("shown", (await spec.Json())["lock"]!.GetValue<string>());
        var shown = await read.Json();
        Assert.Equal(("shown", "shown", 1), (shown["id"]!.GetValue<string>(), shown["lock"]!.GetValue<string>(), shown["waiting"]!.GetValue<int>()));
        Assert.Equal(("lock-a", host, "running"), (shown["holder"]!["task"]!.GetValue<string>(), shown["holder"]!["agent"]!["name"]!.GetValue<string>(), shown["holder"]!["phase"]!.GetValue<string>()));
        Assert.Equal("lock-b", shown["line"]!.AsArray().Single()!["task"]!.GetValue<string>());
        Assert.Contains("shown", (await list.Json())["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
        await other.IsProblem(HttpStatusCode.Conflict, "lock-changed");
        await nameless.IsProblem(HttpStatusCode.BadRequest, "missing-field");
        Assert.Equal(HttpStatusCode.NoContent, released.StatusCode);
        Assert.Equal("lock-b", next.TaskId);
        await gone.IsProblem(HttpStatusCode.NotFound, "unknown-lock");
        Assert.Contains("taken from task lock-a", (await audit.Json())["items"]!.AsArray().Where(happened => happened!["target"]?.GetValue<string>() == "shown").Select(happened => happened!["detail"]?.GetValue<string>()));
    }

    [Fact]
    public async Task ALockOfAHost_IsCalledByItsNameToo()
    {
        var host = world.NameOfItsOwn("locked");
        var agent = await world.ConnectAgent(host);
        using var first = await world.Submit("lock-own", Body(host, "host:own"));
        await agent.Accept(await agent.NextOrder());
        using var read = await world.Operator.GetAsync($"/api/v1/locks/own@{host}");
        using var fleet = await world.Operator.GetAsync("/api/v1/locks/own");

        var shown = await read.Json();
        Assert.Equal(("host:own", host), (shown["lock"]!.GetValue<string>(), shown["agent"]!["name"]!.GetValue<string>()));
        Assert.Equal($"own@{shown["agent"]!["id"]!.GetValue<string>()}", shown["id"]!.GetValue<string>());
        await fleet.IsProblem(HttpStatusCode.NotFound, "unknown-lock");
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("two words")]
    [InlineData("deploy@web-1")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task WhatIsNoName_IsRefused(string name)
    {
        using var refused = await world.Submit("lock-refused", Body("any", name));
        await refused.IsProblem(HttpStatusCode.BadRequest, "invalid-name");
    }

    [Fact]
    public async Task AnotherLock_IsAnotherTask()
    {
        var host = world.NameOfItsOwn("locked");
        await world.Enrol(host);
        using var first = await world.Submit("lock-digest", Body(host, "one"));
        using var same = await world.Submit("lock-digest", Body(host, "one"));
        using var other = await world.Submit("lock-digest", Body(host, "another"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, same.StatusCode));
        await other.IsProblem(HttpStatusCode.Conflict, "conflicting-task");
    }

    private static object Body(string host, string name) => new { agent = host, kind = "bash", script = "true", @lock = name };
}
