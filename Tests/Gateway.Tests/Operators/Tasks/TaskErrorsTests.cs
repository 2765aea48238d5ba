using OrleansOps.Operators.Tasks;
using OrleansOps.Protocol;
using OrleansOps.Tasks;
using TaskKind = OrleansOps.Tasks.TaskKind;
using TaskOutcome = OrleansOps.Tasks.TaskOutcome;

namespace OrleansOps.Tests.Gateway.Operators.Tasks;

public sealed class TaskErrorsTests
{
    [Theory]
    [InlineData(TaskPhase.TimedOut, TaskOutcome.TimedOut, null, 9, null, 1004)]
    [InlineData(TaskPhase.Failed, TaskOutcome.CouldNotStart, null, null, FailureCode.CommandNotFound, 3001)]
    [InlineData(TaskPhase.Failed, TaskOutcome.CouldNotStart, null, null, FailureCode.PathDenied, 4004)]
    [InlineData(TaskPhase.Failed, TaskOutcome.CouldNotStart, null, null, null, 3000)]
    [InlineData(TaskPhase.Failed, TaskOutcome.LimitExceeded, null, 9, FailureCode.LimitExceeded, 6000)]
    [InlineData(TaskPhase.Failed, TaskOutcome.LimitExceeded, null, 9, FailureCode.CpuLimitExceeded, 6002)]
    [InlineData(TaskPhase.Failed, TaskOutcome.Exited, null, 11, null, 3004)]
    [InlineData(TaskPhase.Failed, TaskOutcome.Exited, 1, null, null, 3005)]
    [InlineData(TaskPhase.Succeeded, TaskOutcome.Exited, 0, null, null, null)]
    [InlineData(TaskPhase.Cancelled, TaskOutcome.Cancelled, null, 2, null, null)]
    [InlineData(TaskPhase.Lost, TaskOutcome.Unknown, null, null, null, null)]
    public void Of_WhatHappened(TaskPhase phase, TaskOutcome outcome, int? exitCode, int? signal, FailureCode? failure, int? expected) => Assert.Equal(expected, TaskErrors.Of(new TaskView
    {
        Id = "t",
        Phase = phase,
        Attempt = 1,
        Version = 1,
        SubmittedAt = DateTimeOffset.UnixEpoch,
        Spec = new TaskSpec { AgentId = "a", AgentName = "a", Kind = TaskKind.Shell, Timeout = TimeSpan.FromSeconds(1), QueueTimeout = TimeSpan.FromSeconds(1), SubmittedBy = "x", Digest = "" },
        Result = new TaskResult { MessageId = "m", Attempt = 1, Outcome = outcome, EndedAt = DateTimeOffset.UnixEpoch, ExitCode = exitCode, Signal = signal, Failure = (int?)failure },
    })?.Code);

    [Fact]
    public void All_HasEveryCodeThatAgentsSay_Once()
    {
        Assert.Empty(Enum.GetValues<FailureCode>().Select(code => (int)code).Except(TaskErrors.All.Select(row => row.Code)));
        Assert.Equal(TaskErrors.All.Count, TaskErrors.All.Select(row => row.Code).Distinct().Count());
    }
}
