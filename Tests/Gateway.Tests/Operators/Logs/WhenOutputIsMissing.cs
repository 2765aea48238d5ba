using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Logs;

public sealed class WhenOutputIsMissing(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task TheLogSaysHowMuchAndWhereAndTheResultCarriesIt()
    {
        var (agent, order) = await Running("missing-1");
        await agent.Log(order, "a\nb\n");
        await agent.Send(nameof(IAgentHub.Ended), Some.Ended(order, 0, stdoutBytes: 4) with { StdoutDropped = 5_000_000_000 });
        await agent.NextSettled();
        Assert.False((await Read("missing-1", ""))["complete"]!.GetValue<bool>());

        await agent.Send(nameof(IAgentHub.Log), Missing(order, seq: 3, offset: 4, 5_000_000_000));
        var mark = await agent.NextMark();
        Assert.Equal((4, 5_000_000_004, null), (mark.NextSeq, mark.StdoutOffset, mark.Problem));

        var page = await Read("missing-1", "");
        Assert.True(page["complete"]!.GetValue<bool>());
        Assert.Equal(["a\n", "b\n", ""], page["records"]!.AsArray().Select(record => record!["text"]!.GetValue<string>()));
        Assert.Equal([null, null, """{"bytes":5000000000,"reason":"capReached"}"""], page["records"]!.AsArray().Select(record => record!["dropped"]?.ToJsonString()));
        Assert.Equal("a\nb\n", await world.Operator.GetStringAsync("/api/v1/tasks/missing-1/log/raw"));
        Assert.Empty((await Read("missing-1", "from=4"))["records"]!.AsArray());

        var task = JsonNode.Parse(await world.Operator.GetStringAsync("/api/v1/tasks/missing-1"))!;
        Assert.Equal((5_000_000_000, 0), (task["stdoutDropped"]!.GetValue<long>(), task["stderrDropped"]!.GetValue<long>()));
    }

    [Fact]
    public async Task WhatComesAfterItIsStoredToo()
    {
        var (agent, order) = await Running("missing-2");
        await agent.Send(nameof(IAgentHub.Log), Missing(order, seq: 1, offset: 0, 100));
        await agent.NextMark();
        await agent.Send(nameof(IAgentHub.Log), Missing(order, seq: 1, offset: 0, 100));   // a repeat
        await agent.NextMark();

        var mark = await agent.Log(order, "after\n", seq: 2, offset: 100);

        Assert.Equal((3, 106, null), (mark.NextSeq, mark.StdoutOffset, mark.Problem));
        Assert.Equal(2, (await Read("missing-2", ""))["records"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(0, 0, "dropped.bytes")]
    [InlineData(-1, 0, "dropped.bytes")]
    [InlineData(1, 9, "dropped.reason")]
    public async Task AMarkerOutsideItsLimitsIsRefused(long bytes, int reason, string named)
    {
        await using var agent = await world.ConnectAgent($"missing-3-{bytes}-{reason}");
        var batch = new LogBatch("t", 1, 1, LogStream.Stdout, 0, DateTimeOffset.UnixEpoch, null, null, new LogDrop(bytes, (LogDropReason)reason));

        var refusal = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => agent.Send(nameof(IAgentHub.Log), batch));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMarkerWithOutputIsRefused()
    {
        await using var agent = await world.ConnectAgent("missing-4");
        var batch = new LogBatch("t", 1, 1, LogStream.Stdout, 0, DateTimeOffset.UnixEpoch, "x", null, new LogDrop(1, LogDropReason.Lost));

        var refusal = await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => agent.Send(nameof(IAgentHub.Log), batch));

        Assert.Contains("Exactly one", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALogThatTakesNothingOfAnAttemptSaysSo()
    {
        await using var agent = await world.ConnectAgent("missing-5");

        var mark = await agent.Hub.InvokeAsync<LogMark>(nameof(IAgentHub.ResumeLog), new LogQuestion("nobody", 1));

        Assert.True(mark.IsClosed);
        Assert.Contains("'nobody' is not given to this agent", mark.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCapIsGivenToTheAgent()
    {
        var agent = await world.ConnectAgent("missing-6");
        using var usual = await world.Submit("missing-6-usual", Some.Task("missing-6"));
        Assert.Equal(Limits.LogCapBytes, (await agent.NextOrder()).LogCapBytes);

        using var asked = await world.Submit("missing-6-asked", Capped("missing-6", 100_000));
        Assert.Equal(100_000, (await agent.NextOrder()).LogCapBytes);
        Assert.Equal(100_000, JsonNode.Parse(await asked.Content.ReadAsStringAsync())!["logCapBytes"]!.GetValue<long>());

        using var other = await world.Submit("missing-6-asked", Some.Task("missing-6"));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(68_719_476_737)]
    [InlineData(-1)]
    public async Task ACapOutsideItsLimitsIsRefused(long cap)
    {
        using var refused = await world.Submit("missing-7", Capped("missing-7", cap));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        Assert.NotNull(problem["errors"]!["logCapBytes"]);
        Assert.Contains($"'logCapBytes' is {cap}; it must be 65536 to 68719476736", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static object Capped(string agent, long cap) => new { agent, kind = "shell", script = "true", logCapBytes = cap };

    private static LogBatch Missing(RunTask order, long seq, long offset, long bytes) =>
        new(order.TaskId, order.Attempt, seq, LogStream.Stdout, offset, DateTimeOffset.UnixEpoch, null, null, new LogDrop(bytes, LogDropReason.CapReached));

    private async Task<(TestAgent Agent, RunTask Order)> Running(string id)
    {
        var agent = await world.ConnectAgent(id);
        using var created = await world.Submit(id, Some.Task(id));
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await world.TaskWhen(id, "running");
        return (agent, order);
    }

    private async Task<JsonNode> Read(string id, string query) =>
        JsonNode.Parse(await world.Operator.GetStringAsync($"/api/v1/tasks/{id}/log?{query}"))!;
}
