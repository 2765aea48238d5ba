using Microsoft.Extensions.Time.Testing;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

/// <summary>What was started and lost: given up by default, started again where its submitter says that a repeat does no harm.</summary>
public sealed class WhenATaskIsLost
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task ItIsLostForGoodByDefault()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Submit("t1");
        await agent.Accept();

        await silo.Connect();   // names nothing

        var task = await silo.Reaches("t1", TaskPhase.Lost);
        Assert.Contains("does not know the task any more", task.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItIsStartedAgainIfItsPolicySaysSo()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();

        agent = await silo.Connect();   // names nothing: its disk is gone
        Assert.Equal(TaskPhase.Queued, (await silo.Task("t1").Describe())!.Phase);
        Assert.Equal(2, (await AcceptAfterPause(agent)).Attempt);
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 2));

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Succeeded, 2), (task.Phase, task.Attempt));
        Assert.Equal([1, 2], task.Attempts.Select(attempt => attempt.Number));
        Assert.Contains("does not know the task any more", task.Attempts[0].Reason, StringComparison.Ordinal);
        Assert.All(task.Attempts, attempt => Assert.True(attempt is { SentAt: not null, AcceptedAt: not null, EndedAt: not null }));
    }

    [Fact]
    public async Task AHostThatComesBackWithTheOldAttemptGoesOnWithIt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        await agent.Disconnect();
        await silo.Reaches("t1", task => task.Reason is not null, "the task says that its host is away");
        _time.Advance(TimeSpan.FromMinutes(6));
        await silo.Task("t1").DeadlinePassed();
        Assert.Equal((TaskPhase.Queued, 2), await silo.Task("t1").Describe() is { } queued ? (queued.Phase, queued.Attempt) : default);

        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: false));
        _time.Advance(TimeSpan.FromSeconds(2));

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Running, 1), (task.Phase, task.Attempt));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1"));
        Assert.False(agent.HasOrders);
        Assert.Single((await silo.Task("t1").Describe())!.Attempts);
    }

    [Fact]
    public async Task AnAgentThatAnswersTheNextOrderWithTheOldAttemptIsTakenAtItsWord()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        agent = await silo.Connect();   // names nothing, though it has it: its list was made before
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, (await agent.NextOrder()).Attempt);

        Assert.Equal(ReportStatus.Stored, await agent.Grain.Accepted(agent.Epoch, "t1", 1));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1"));

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Succeeded, 1), (task.Phase, task.Attempt));
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task AnOutcomeThatIsNotKnownIsAcknowledgedAndTheTaskStartedAgain()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();

        Assert.Equal(ReportStatus.Stored, await Unknown(agent, 1));
        Assert.Equal(ReportStatus.Stored, await Unknown(agent, 1));   // its answer was lost
        Assert.Equal(2, (await AcceptAfterPause(agent)).Attempt);
        Assert.Equal(ReportStatus.Stored, await Unknown(agent, 1));
        Assert.Equal(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task AnAttemptWhoseEndIsKnownIsNotTakenBackBecauseItsHostStillHasOutputOfIt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        Assert.Equal(ReportStatus.Stored, await Unknown(agent, 1));

        agent = await silo.Connect(held: new HeldTask("t1", 1, Ended: true));

        Assert.Equal(ReportStatus.Ignored, await agent.Grain.Accepted(agent.Epoch, "t1", 1));
        Assert.NotEqual(TaskPhase.Running, (await silo.Task("t1").Describe())!.Phase);
        Assert.Equal(2, (await AcceptAfterPause(agent)).Attempt);
    }

    [Fact]
    public async Task WhatRanOnceAndIsNotTakenAgainIsLostAndNotRejected()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        Assert.Equal(ReportStatus.Stored, await Unknown(agent, 1));
        await agent.Disconnect();

        _time.Advance(TimeSpan.FromHours(2));
        await silo.Task("t1").DeadlinePassed();

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal(TaskPhase.Lost, task.Phase);
        Assert.Contains("does not know how it ended. It was not taken again", task.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTakesItsHostDownEachTimeIsQuarantined()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        await Unknown(agent, 1);
        await AcceptAfterPause(agent);
        await Unknown(agent, 2);
        await AcceptAfterPause(agent);
        Assert.Equal(ReportStatus.Stored, await Unknown(agent, 3));
        Assert.Equal(ReportStatus.Stored, await Unknown(agent, 3));
        _time.Advance(TimeSpan.FromSeconds(2));

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Lost, 3), (task.Phase, task.Attempts.Count));
        Assert.StartsWith("Quarantined: 3 attempts were started", task.Reason, StringComparison.Ordinal);
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task AnOrderThatIsNeverAnsweredIsQuarantinedToo()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, ("Tasks:MostUnheard", "3"));
        var agent = await silo.Connect();
        await silo.Submit("t1");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(attempt, (await agent.NextOrder()).Attempt);
            agent = await silo.Connect();   // it died of the order and comes back without it
        }

        var task = await silo.Reaches("t1", TaskPhase.Lost);
        Assert.StartsWith("Quarantined: 3 orders in a row", task.Reason, StringComparison.Ordinal);
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task TheLateResultOfAnOlderAttemptStaysBesideTheVerdict()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        agent = await silo.Connect();
        await AcceptAfterPause(agent);

        Assert.Equal(ReportStatus.StoredLate, await agent.Exit("t1", attempt: 1, exitCode: 7));
        Assert.Equal(ReportStatus.StoredLate, await agent.Exit("t1", attempt: 1, exitCode: 7));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 2));

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Succeeded, 0, 7), (task.Phase, task.Result!.ExitCode, task.LateResult!.ExitCode));
    }

    [Fact]
    public async Task ACancelEndsTheRepeating()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        await Unknown(agent, 1);

        await silo.Task("t1").Cancel("operator");
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("t1").Describe())!.Phase);
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task OutputOfTheLostAttemptIsTakenUntilTheNextIsStarted()
    {
        await using var silo = await SiloUnderTest.OnMemory(settings: ("Tasks:RepeatPause", "00:00:02"));   // its stream is read by the clock of the grains
        var agent = await silo.Connect();
        await Submit(silo);
        await agent.Accept();
        await Unknown(agent, 1);

        await silo.Publish(agent.Batch("t1", 1, "late\n"));
        await agent.Mark(mark => mark.NextSeq == 2);
        await agent.Accept();
        await silo.Publish(agent.Batch("t1", 2, "again\n", attempt: 2));
        await agent.Mark(mark => mark.NextSeq == 3);
        await silo.Publish(agent.Batch("t1", 3, "too late\n", offset: 5));

        Assert.Equal(3, (await agent.Mark(mark => mark.Problem is not null)).NextSeq);
    }

    private static Task<SubmitReply> Submit(SiloUnderTest silo) => silo.Task("t1").Submit(Some.Spec() with { OnLost = OnLost.Retry });

    private static Task<ReportStatus> Unknown(AgentUnderTest agent, int attempt) =>
        agent.Grain.Ended(agent.Epoch, "t1", Some.Result(attempt) with { Outcome = TaskOutcome.Unknown, ExitCode = null });

    private Task<DispatchOrder> AcceptAfterPause(AgentUnderTest agent)
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        return agent.Accept();
    }
}
