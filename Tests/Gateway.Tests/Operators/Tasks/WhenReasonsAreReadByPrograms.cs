using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class WhenReasonsAreReadByPrograms(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task WhatATaskWaitsForIsACodeToo()
    {
        await world.Enrol("why-1");
        (await world.Submit("why-t1", Some.Task("why-1"))).Dispose();
        using var listed = await world.Operator.GetAsync("/api/v1/tasks?agent=why-1");
        var task = await world.Task("why-t1");

        foreach (var why in (System.Text.Json.Nodes.JsonNode[])[task["why"]!, (await listed.Json())["items"]![0]!["why"]!])
        {
            var sentence = Assert.Single(why.AsArray())!;
            Assert.Equal("hostNeverConnected", sentence["code"]!.GetValue<string>());
            Assert.Equal("why-1", sentence["values"]!["host"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task SeveralSentencesAreSeveralCodes()
    {
        var agent = await world.ConnectAgent("why-2");
        (await world.Submit("why-t2", Some.Task("why-2"))).Dispose();
        var order = await agent.NextOrder();
        await agent.Accept(order);
        await agent.Send(nameof(Protocol.IAgentHub.Ended), Some.Ended(order, exitCode: 1) with { ExitCode = null, Signal = 9, ProcessesLeft = 2, Note = "The disk is full." });
        await agent.NextSettled();
        var task = await world.TaskWhen("why-t2", "failed");

        Assert.Equal("Signal 9 ended it. 2 of its processes still run on the host. The disk is full.", task["reason"]!.GetValue<string>());
        Assert.Equal(["signalled", "processesLeft", "hostSays"], task["why"]!.AsArray().Select(why => why!["code"]!.GetValue<string>()));
        Assert.Equal("9", task["why"]![0]!["values"]!["signal"]!.GetValue<string>());
    }

    [Fact]
    public async Task WhatHappenedToAHostIsACodeToo()
    {
        var agent = await world.ConnectAgent("why-3");
        agent.Cut();
        var events = await Eventually.Get(
            async () =>
            {
                using var answer = await world.Operator.GetAsync("/api/v1/agents/why-3/events");
                return (await answer.Json())["items"]!.AsArray();
            },
            items => items.Count == 3,
            "it was enrolled, connected and disconnected");

        Assert.Equal(["connectionGone", "closed"], events[0]!["why"]!.AsArray().Select(why => why!["code"]!.GetValue<string>()));
        Assert.Equal(("connected", "5"), (events[1]!["why"]![0]!["code"]!.GetValue<string>(), events[1]!["why"]![0]!["values"]!["slots"]!.GetValue<string>()));
    }
}
