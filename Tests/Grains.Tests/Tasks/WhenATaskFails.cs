using Microsoft.Extensions.Time.Testing;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

/// <summary>What failed is how it ended, unless its submitter asked for more attempts.</summary>
public sealed class WhenATaskFails
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task ItIsStartedAgainAfterItsPauses_AsOftenAsAsked()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 2);
        await agent.Accept();

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 3));
        var queued = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Queued, 2, null), (queued.Phase, queued.Attempt, queued.Result));
        Assert.Contains("Attempt 1 failed: It exited with code 3. It is started again at", queued.Reason, StringComparison.Ordinal);

        await Passes(silo, seconds: 9);
        Assert.False(agent.HasOrders);
        await Passes(silo, seconds: 1);
        Assert.Equal(2, (await agent.Accept()).Attempt);
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 2, exitCode: 4));

        await Passes(silo, seconds: 19);
        Assert.False(agent.HasOrders);
        await Passes(silo, seconds: 1);
        Assert.Equal(3, (await agent.Accept()).Attempt);
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 3, exitCode: 5));

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Failed, 5), (task.Phase, task.Result!.ExitCode));
        Assert.Equal([(1, true, (int?)3), (2, true, 4), (3, false, null)], task.Attempts.Select(attempt => (attempt.Number, attempt.Failed, attempt.ExitCode)));
    }

    [Fact]
    public async Task AnAttemptThatSucceedsIsTheEnd()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 2);
        await agent.Accept();
        await agent.Exit("t1", exitCode: 3);
        await Passes(silo, seconds: 10);
        await agent.Accept();

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", attempt: 2));
        await Passes(silo, seconds: 3600);

        Assert.Equal(TaskPhase.Succeeded, (await silo.Task("t1").Describe())!.Phase);
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task AReportThatComesAgainIsNoOtherFailure()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();

        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 3));
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 3));   // its answer was lost
        await Passes(silo, seconds: 10);
        await agent.Accept();
        Assert.Equal(ReportStatus.Stored, await agent.Exit("t1", exitCode: 3));

        Assert.Equal((TaskPhase.Running, 2), await silo.Task("t1").Describe() is { } task ? (task.Phase, task.Attempt) : default);
    }

    [Fact]
    public async Task ItsPauseIsKeptWhereItsGrainIsMadeAnew()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();
        await agent.Exit("t1", exitCode: 3);
        await silo.Task("t1").Cast<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();

        agent = await silo.Connect();   // names nothing: whatever waits may be asked for
        Assert.Equal(TaskPhase.Queued, (await silo.Task("t1").Describe())!.Phase);
        Assert.False(agent.HasOrders);

        await Passes(silo, seconds: 11);
        Assert.Equal(2, (await agent.Accept()).Attempt);
    }

    [Theory]
    [InlineData(TaskOutcome.Exited, 1)]      // what lives on of it would run beside the next attempt
    [InlineData(TaskOutcome.Cancelled, 0)]   // somebody wanted it ended
    public async Task ItIsNotStartedAgainWhere(TaskOutcome outcome, int processesLeft)
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();

        await agent.Grain.Ended(agent.Epoch, "t1", Some.Result(exitCode: 3) with { Outcome = outcome, ProcessesLeft = processesLeft });

        Assert.True((await silo.Task("t1").Describe())!.Phase.IsTerminal());
    }

    [Theory]
    [InlineData(TaskOutcome.TimedOut)]
    [InlineData(TaskOutcome.LimitExceeded)]
    [InlineData(TaskOutcome.CouldNotStart)]
    public async Task ItIsStartedAgainToo(TaskOutcome outcome)
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();

        await agent.Grain.Ended(agent.Epoch, "t1", Some.Result(exitCode: 3) with { Outcome = outcome, ExitCode = null });

        Assert.Equal(TaskPhase.Queued, (await silo.Task("t1").Describe())!.Phase);
        await Passes(silo, seconds: 10);
        Assert.Equal(2, (await agent.Accept()).Attempt);
    }

    [Fact]
    public async Task ACancelEndsItsPause()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();
        await agent.Exit("t1", exitCode: 3);

        await silo.Task("t1").Cancel("operator");
        await Passes(silo, seconds: 20);

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Cancelled, "Cancelled while it waited to be started again."), (task.Phase, task.Reason!.Text));
        Assert.False(agent.HasOrders);
    }

    [Fact]
    public async Task ItIsNotStartedAgainOnceSomebodyWantsItEnded()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();
        await silo.Task("t1").Cancel("operator");

        await agent.Exit("t1", exitCode: 3);

        Assert.Equal(TaskPhase.Cancelled, (await silo.Task("t1").Describe())!.Phase);
    }

    [Fact]
    public async Task WhereItsHostDoesNotTakeItAgainInTime_ItEndedAsItFailed()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();
        await agent.Exit("t1", exitCode: 3);
        await agent.Disconnect();

        await Passes(silo, seconds: 3_609);
        Assert.Equal(TaskPhase.Queued, (await silo.Task("t1").Describe())!.Phase);   // its hour begins when its pause is over
        await Passes(silo, seconds: 2);

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Failed, 3), (task.Phase, task.Result?.ExitCode));
        Assert.Equal("It exited with code 3. It was not taken again within 1 h.", task.Reason!.Text);
    }

    [Fact]
    public async Task WhereItsHostRefusesItAgain_ItEndedAsItFailed()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await Submit(silo, times: 1);
        await agent.Accept();
        await agent.Exit("t1", exitCode: 3);
        await Passes(silo, seconds: 10);
        await agent.NextOrder();

        Assert.Equal(ReportStatus.Stored, await agent.Grain.Refused(agent.Epoch, "t1", 2, retry: false, "there is no such user any more."));

        var task = (await silo.Task("t1").Describe())!;
        Assert.Equal((TaskPhase.Failed, 3), (task.Phase, task.Result?.ExitCode));
        Assert.Contains("there is no such user any more", task.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailuresAreNotCountedAmongTheLossesThatLeadToQuarantine()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time);
        var agent = await silo.Connect();
        await silo.Task("t1").Submit(Some.Spec() with { OnLost = OnLost.Retry, Retry = new FailureRetry(5, TimeSpan.FromSeconds(1)) });
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await agent.Accept();
            await agent.Exit("t1", attempt, exitCode: 3);
            await Passes(silo, seconds: 1 << (attempt - 1));
        }

        await agent.Accept();
        await agent.Grain.Ended(agent.Epoch, "t1", Some.Result(attempt: 5) with { Outcome = TaskOutcome.Unknown, ExitCode = null });

        Assert.Equal((TaskPhase.Queued, 6), await silo.Task("t1").Describe() is { } task ? (task.Phase, task.Attempt) : default);
    }

    private static Task<SubmitReply> Submit(SiloUnderTest silo, int times) =>
        silo.Task("t1").Submit(Some.Spec() with { Retry = new FailureRetry(times, FailureRetry.DefaultDelay) });

    /// <summary>Time passes, and the alarm clock of the tasks looks.</summary>
    private async Task Passes(SiloUnderTest silo, int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        await silo.Task("t1").DeadlinePassed();
    }
}
