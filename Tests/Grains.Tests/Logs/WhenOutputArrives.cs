using System.Text;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Logs;

public sealed class WhenOutputArrives
{
    [Fact]
    public async Task ItIsStoredInOrderAndTheAgentToldHowFar()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await Running(silo);

        await silo.Publish(agent.Batch("t1", 1, "one\ntwo\n"));
        await silo.Publish(agent.Batch("t1", 3, "oops\n", stream: LogStream.Stderr));
        await silo.Publish(agent.Batch("t1", 4, "three\n", offset: 8));

        var mark = await agent.Mark(mark => mark.NextSeq == 5);
        Assert.Equal((14, 5, null), (mark.StdoutOffset, mark.StderrOffset, mark.Problem));
        Assert.Equal("one\ntwo\noops\nthree\n", await Text(silo, 1));
        Assert.Equal("three\n", await Text(silo, 4));
    }

    [Fact]
    public async Task WhatComesTwiceIsStoredOnce()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await Running(silo);

        await silo.Publish(agent.Batch("t1", 1, "one\n"));
        await silo.Publish(agent.Batch("t1", 1, "one\n"));
        await silo.Publish(agent.Batch("t1", 2, "two\n", offset: 4));

        await agent.Mark(mark => mark.NextSeq == 3);
        Assert.Equal("one\ntwo\n", await Text(silo, 1));
    }

    [Fact]
    public async Task AGapIsRefusedWithTheMarkToGoOnFrom()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await Running(silo);
        await silo.Publish(agent.Batch("t1", 1, "one\n"));

        await silo.Publish(agent.Batch("t1", 3, "three\n", offset: 8));

        var mark = await agent.Mark(mark => mark.Problem is not null);
        Assert.Equal((2, 4), (mark.NextSeq, mark.StdoutOffset));
        Assert.Equal("one\n", await Text(silo, 1));
    }

    [Fact]
    public async Task NobodyElseWritesIt()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        await Running(silo);
        var other = await silo.Connect("agent-2");

        await silo.Publish(other.Batch("t1", 1, "forged\n"));

        Assert.Contains("not given to this agent", (await other.NextMark()).Problem, StringComparison.Ordinal);
        Assert.Empty((await silo.Log("t1").Read(1, 1_000, TimeSpan.Zero)).Batches);
        Assert.Null(await silo.Log("t1").Resume("agent-2", 1));
    }

    [Fact]
    public async Task WhoWaitsForItGetsIt()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await Running(silo);
        var waiting = silo.Log("t1").Read(1, 1_000, TimeSpan.FromSeconds(20));

        await silo.Publish(agent.Batch("t1", 1, "one\n"));

        var page = await waiting.Within("the reader gets what was appended");
        Assert.Equal((2, 1), (page.NextSeq, page.Batches.Count));
    }

    [Fact]
    public async Task ANewAttemptGoesOnCountingAndStartsItsBytesAnew()
    {
        await using var silo = await SiloUnderTest.OnMemory();
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.NextOrder();
        await silo.Publish(agent.Batch("t1", 1, "first\n"));   // it overtook its acceptance, which is lost
        await agent.NextMark();
        await agent.Disconnect();
        agent = await silo.Connect();
        await agent.Accept();

        var mark = await silo.Log("t1").Resume(agent.Id, 2);
        Assert.Equal((2, 2, 0), (mark!.Attempt, mark.NextSeq, mark.StdoutOffset));
        await silo.Publish(agent.Batch("t1", 2, "second\n", attempt: 2));
        Assert.Equal((3, 7), await agent.Mark(mark => mark.NextSeq == 3) is var stored ? (stored.NextSeq, stored.StdoutOffset) : default);
        Assert.Null(await silo.Log("t1").Resume(agent.Id, 1));
    }

    [Fact]
    public async Task AReaderOfNothingGetsNothing()
    {
        await using var silo = await SiloUnderTest.OnMemory();

        var page = await silo.Log("t1").Read(1, 1_000, TimeSpan.Zero);

        Assert.Equal((0, 1, null), (page.Batches.Count, page.NextSeq, page.Mark));
    }

    private static async Task<AgentUnderTest> Running(SiloUnderTest silo)
    {
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();
        return agent;
    }

    private static async Task<string> Text(SiloUnderTest silo, long from) =>
        string.Concat((await silo.Log("t1").Read(from, 1_000_000, TimeSpan.Zero)).Batches.Select(batch => Encoding.UTF8.GetString(batch.Bytes)));
}
