using OrleansOps.Tests.Hosting;
using static OrleansOps.Tasks.TaskEvent;

namespace OrleansOps.Tasks;

public sealed class TaskAttemptsTests
{
    private static readonly Said Away = Said.Of("away", "It is away.");

    private static readonly TaskOptions Options = new();

    [Theory]
    [InlineData(OnLost.Fail, GivenUp, 0, GivenUp)]
    [InlineData(OnLost.Fail, Forgotten, 0, Forgotten)]
    [InlineData(OnLost.Retry, GivenUp, 0, Repeated)]
    [InlineData(OnLost.Retry, Forgotten, 1, Repeated)]
    [InlineData(OnLost.Retry, OutcomeUnknown, 0, Repeated)]
    [InlineData(OnLost.Retry, OutcomeUnknown, 2, Quarantined)]
    [InlineData(OnLost.Retry, RunExpired, 0, RunExpired)]             // it is there, and its time is over
    [InlineData(OnLost.Retry, QueueExpiredInDoubt, 0, QueueExpiredInDoubt)]
    internal void Lost_AsThePolicySays(OnLost policy, TaskEvent happened, int startedBefore, TaskEvent expected) =>
        Assert.Equal(expected, TaskAttempts.Lost(Started(policy, startedBefore), happened, Options));

    [Fact]
    public void Lost_WhatSomebodyWantsEndedIsNotStartedAgain() =>
        Assert.Equal(GivenUp, TaskAttempts.Lost(Started(OnLost.Retry, 0) with { CancelRequestedAt = Some.Time }, GivenUp, Options));

    [Fact]
    public void Taken_AnOldAttemptIsWhatItWasAndItsNumberIsNeverUsedAgain()
    {
        var lost = TaskAttempts.Over(Started(OnLost.Retry, 0), Some.Time.AddMinutes(5), Away, started: true);
        Assert.Equal((2, null, null), (lost.Attempt, lost.SentAt, lost.AcceptedAt));

        var taken = TaskAttempts.Taken(lost, 1, Some.Time.AddMinutes(6));
        Assert.Equal((1, Some.Time, Some.Time), (taken.Attempt, taken.SentAt, taken.AcceptedAt));
        Assert.Empty(taken.Earlier);

        Assert.Equal(3, TaskAttempts.Over(taken, Some.Time.AddMinutes(7), Away, started: true).Attempt);
    }

    [Fact]
    public void Over_OfVeryManyAttemptsThoseThatStartedAreKept()
    {
        var task = TaskAttempts.Over(Started(OnLost.Retry, 0), Some.Time, Away, started: true);
        for (var i = 0; i < 100; i++)
        {
            task = TaskAttempts.Over(task with { SentAt = Some.Time }, Some.Time, Away, started: false);
        }

        Assert.Equal(102, task.Attempt);
        Assert.Equal(20, task.Earlier.Count);
        Assert.Equal((1, true), (task.Earlier[0].Number, task.Earlier[0].Started));
        Assert.Equal(101, task.Earlier[^1].Number);
    }

    private static TaskState Started(OnLost policy, int startedBefore) => new()
    {
        Spec = Some.Spec() with { OnLost = policy },
        Phase = TaskPhase.Running,
        Attempt = startedBefore + 1,
        SubmittedAt = Some.Time,
        SentAt = Some.Time,
        AcceptedAt = Some.Time,
        Earlier = [.. Enumerable.Range(1, startedBefore).Select(number => new TaskAttempt { Number = number, Started = true })],
        Version = 1,
    };
}
