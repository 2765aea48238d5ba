using System.Net;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S2;

public sealed class WhenAControlPlaneCancels(S2World world) : IClassFixture<S2World>
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task ATaskThatWaitsIsCancelledAtOnce(string slash)
    {
        var (_, number) = await world.Numbered("waits", connected: false);
        await using var plane = world.ControlPlane();
        var id = await Give(plane, number);

        (await plane.Post($"/api/agents/{number}/tasks/{id}/cancel{slash}", ""))
            .Is(HttpStatusCode.OK, $$"""{"agent_id":"{{number}}","source":"pending_store","status":"cancelled","task_id":"{{id}}"}""");
        Assert.Equal("cancelled", SeedWorld.Phase(await world.Gateway.Task(id)));
    }

    [Fact]
    public async Task ATaskThatRunsIsCancelledWhenItsHostSaysSo_AndNotBefore()
    {
        var (agent, number) = await world.Numbered("runs");
        await using var plane = world.ControlPlane();
        var id = await Give(plane, number);
        var order = await agent.NextOrder();
        await agent.Accept(order);

        (await plane.Post($"/api/agents/{number}/tasks/{id}/cancel/", "")).Is(HttpStatusCode.OK, $$"""{"agent_id":"{{number}}","source":"websocket","status":"cancelling","task_id":"{{id}}"}""");
        Assert.Equal(id, (await agent.NextCancel()).TaskId);

        var asked = plane.Post($"/api/agents/{number}/tasks/{id}/cancel", "");
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order) with { Outcome = TaskOutcome.Cancelled, ExitCode = null });
        (await asked).Is(HttpStatusCode.OK, $$"""{"agent_id":"{{number}}","source":"websocket","status":"cancelled","task_id":"{{id}}"}""");
        Assert.Equal("control plane (S2)", (await world.Gateway.Task(id))["cancelRequestedBy"]!.GetValue<string>());
    }

    [Fact]
    public async Task ATaskThatIsOverOtherwiseIsNotCalledCancelled()
    {
        var (agent, number) = await world.Numbered("over");
        await using var plane = world.ControlPlane();
        var id = await Give(plane, number);
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.End(order);
        await world.Gateway.TaskWhen(id, "succeeded");

        (await plane.Post($"/api/agents/{number}/tasks/{id}/cancel/", "")).Is(HttpStatusCode.BadRequest, """{"code":1002,"error":"the task is over: success"}""");
    }

    [Fact]
    public async Task WhatNobodyKnowsIsSaidToBeUnknown_AndATaskOfAnotherHostToo()
    {
        var (_, away) = await world.Numbered("away", connected: false);
        var (_, there) = await world.Numbered("there");
        await using var plane = world.ControlPlane();
        var id = await Give(plane, away);

        const string OfNobody = """{"code":1003,"error":"agent not found and task not found in pending store"}""";
        (await plane.Post($"/api/agents/99999/tasks/{id}/cancel/", "")).Is(HttpStatusCode.NotFound, OfNobody);
        (await plane.Post($"/api/agents/{away}/tasks/none/cancel/", "")).Is(HttpStatusCode.NotFound, OfNobody);
        (await plane.Post($"/api/agents/{away}/tasks/no.ne/cancel/", "")).Is(HttpStatusCode.NotFound, OfNobody);
        (await plane.Post($"/api/agents/{there}/tasks/{id}/cancel/", "")).Is(HttpStatusCode.NotFound, """{"code":1003,"error":"task not found in pending store"}""");
        Assert.Equal("queued", SeedWorld.Phase(await world.Gateway.Task(id)));
    }

    [Fact]
    public async Task SeveralAreCancelled_EachWithWhatBecameOfIt()
    {
        var (_, number) = await world.Numbered("several", connected: false);
        await using var plane = world.ControlPlane();
        var (one, other) = (await Give(plane, number), await Give(plane, number));

        (await plane.Post($"/api/agents/{number}/tasks/cancel/batch", new { task_ids = new[] { one, "none", other } })).Is(
            HttpStatusCode.OK,
            $$"""{"agent_id":"{{number}}","failed_count":1,"results":[{"source":"pending_store","status":"cancelled","task_id":"{{one}}"},{"error":"agent not found and task not found in pending store","status":"failed","task_id":"none"},{"source":"pending_store","status":"cancelled","task_id":"{{other}}"}],"success_count":2,"task_count":3}""");
    }

    [Theory]
    [InlineData("""{"task_ids":[]}""", "task_ids array is empty")]
    [InlineData("{}", "task_ids array is empty")]
    [InlineData("""{"task_ids":[null]}""", "'task_ids' holds null")]
    [InlineData("""{"task_ids":"x"}""", "'task_ids'")]
    [InlineData("nothing", "not JSON")]
    public async Task SeveralThatAreNoneAreRefused(string body, string why)
    {
        await using var plane = world.ControlPlane();
        (await plane.Post("/api/agents/1/tasks/cancel/batch/", body)).Says(HttpStatusCode.BadRequest, why);
    }

    [Fact]
    public async Task SeveralOfAHostThatIsNotThere()
    {
        await using var plane = world.ControlPlane();
        (await plane.Post("/api/agents/99999/tasks/cancel/batch", new { task_ids = new[] { "x" } })).Is(HttpStatusCode.NotFound, """{"code":1003,"error":"agent not found"}""");
        (await plane.Post("/api/agents/99999/tasks/cancel/batch", new { task_ids = Enumerable.Repeat("x", 501) })).Says(HttpStatusCode.BadRequest, "the limit is 500");
    }

    private static async Task<string> Give(S2Program plane, string number)
    {
        var id = S2World.NewId(number);
        var answer = await plane.Post($"/api/agents/{number}/tasks", S2World.Task(id, number, "sleep 100"));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return id;
    }
}
