using System.Net;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Agents;

public sealed class WhenAHostIsLookedAt(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task ItIsDrainedForAReason()
    {
        await world.ConnectAgent("drain-for");
        using var drained = await world.Operator.PostAsync("/api/v1/agents/drain-for/drain", System.Net.Http.Json.JsonContent.Create(new { reason = "new disks until noon" }));
        using var events = await world.Operator.GetAsync("/api/v1/agents/drain-for/events?limit=1");
        using var trail = await world.Operator.GetAsync("/api/v1/audit?action=drainAgent&limit=1");

        Assert.Equal("new disks until noon", (await drained.Json())["drainReason"]!.GetValue<string>());
        Assert.EndsWith("Reason: new disks until noon", (await events.Json())["items"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("drain-for: new disks until noon", (await trail.Json())["items"]![0]!["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task ItIsDrainedWithoutABody_WhateverTypeIsNamedForIt()
    {
        await world.ConnectAgent("drained-bare");
        using var nothing = new StringContent("", System.Text.Encoding.UTF8, "application/json");
        using var drained = await world.Operator.PostAsync("/api/v1/agents/drained-bare/drain", nothing);

        Assert.True((await drained.Json())["draining"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("two\nlines")]
    [InlineData("\u202eturned")]
    public async Task AReasonIsALineThatCanBeRead(string reason)
    {
        await world.ConnectAgent($"undrained-{reason.Length}");
        using var refused = await world.Operator.PostAsync($"/api/v1/agents/undrained-{reason.Length}/drain", System.Net.Http.Json.JsonContent.Create(new { reason }));
        using var tooLong = await world.Operator.PostAsync($"/api/v1/agents/undrained-{reason.Length}/drain", System.Net.Http.Json.JsonContent.Create(new { reason = new string('x', 201) }));
        using var host = await world.Operator.GetAsync($"/api/v1/agents/undrained-{reason.Length}");

        await refused.IsProblem(HttpStatusCode.BadRequest, "invalid-reason");
        await tooLong.IsProblem(HttpStatusCode.BadRequest, "invalid-reason");
        Assert.False((await host.Json())["draining"]!.GetValue<bool>());
    }

    [Fact]
    public async Task ItIsDrainedAndResumedByIdOrName()
    {
        var agent = await world.ConnectAgent("drain-1");
        using var drained = await world.Operator.PostAsync($"/api/v1/agents/{agent.Id}/drain", content: null);
        using var resumed = await world.Operator.PostAsync("/api/v1/agents/drain-1/resume", content: null);
        using var events = await world.Operator.GetAsync("/api/v1/agents/drain-1/events?limit=2");

        Assert.True((await drained.Json())["draining"]!.GetValue<bool>());
        Assert.False((await resumed.Json())["draining"]!.GetValue<bool>());
        var items = (await events.Json())["items"]!.AsArray();
        Assert.Equal(["resumed", "drained"], items.Select(item => item!["kind"]!.GetValue<string>()));
        Assert.Equal("first-admin drained it: it gets no new tasks.", items[1]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task ItsHistoryHasWhatItsHeartbeatsSay()
    {
        var agent = await world.ConnectAgent("history-1");
        await agent.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat with { RxBytesPerSecond = 1_000, TxBytesPerSecond = 2_000 });
        using var answer = await world.Operator.GetAsync("/api/v1/agents/history-1/history");

        var history = await answer.Json();
        var point = Assert.Single(history["points"]!.AsArray())!;
        Assert.Equal(20, history["stepSeconds"]!.GetValue<int>());   // an hour of 10 s in 300 points
        Assert.Equal(0.1, point["load1"]!.GetValue<double>());
        Assert.Equal(1.5, point["cpuPercent"]!.GetValue<double>());
        Assert.Equal(1_000_000, point["memoryUsedBytes"]!.GetValue<long>());
        Assert.Equal(4_000_000_000, point["memoryTotalBytes"]!.GetValue<long>());
        Assert.Equal(1_000, point["rxBytesPerSecond"]!.GetValue<double>());
        Assert.Equal(2_000, point["txBytesPerSecond"]!.GetValue<double>());
    }

    [Theory]
    [InlineData("history?from=soon", "from")]
    [InlineData("history?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from")]
    [InlineData("history?points=0", "points")]
    [InlineData("history?points=2001", "points")]
    [InlineData("events?limit=201", "limit")]
    public async Task WhatIsWrongIsNamed(string path, string field)
    {
        using var answer = await world.Operator.GetAsync($"/api/v1/agents/nobody/{path}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull((await answer.Json())["errors"]![field]);
    }

    [Fact]
    public async Task AStrangerIsNotFound()
    {
        foreach (var path in (string[])["history", "events"])
        {
            using var answer = await world.Operator.GetAsync($"/api/v1/agents/nobody/{path}");
            await answer.IsProblem(HttpStatusCode.NotFound, "unknown-agent");
        }

        using var drained = await world.Operator.PostAsync("/api/v1/agents/nobody/drain", content: null);
        await drained.IsProblem(HttpStatusCode.NotFound, "unknown-agent");
    }
}
