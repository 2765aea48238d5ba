using FsCheck;
using FsCheck.Fluent;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

public sealed class TaskDeadlinesTests
{
    private static readonly TaskOptions Options = new();

    [Theory]
    [InlineData(TaskPhase.Queued, 3_600, TaskEvent.QueueExpired)]
    [InlineData(TaskPhase.Sent, 10, TaskEvent.Undelivered)]
    [InlineData(TaskPhase.Running, 670, TaskEvent.RunExpired)]          // 10 min + 10 s of grace + 60 s
    [InlineData(TaskPhase.Cancelling, 70, TaskEvent.CancelExpired)]     // 10 s of grace + 60 s
    [InlineData(TaskPhase.CancelUnconfirmed, 86_400, TaskEvent.GivenUp)]
    internal void Passed_AtItsSecondAndNotBefore(TaskPhase phase, int seconds, TaskEvent expected)
    {
        Assert.Null(TaskDeadlines.Passed(In(phase), Some.Time.AddSeconds(seconds - 1), Options));
        Assert.Equal(expected, TaskDeadlines.Passed(In(phase), Some.Time.AddSeconds(seconds), Options));
    }

    [Fact]
    public void Passed_ATaskThatLeavesFilesHasTheTimeToBringThem()
    {
        var leaves = In(TaskPhase.Running);
        leaves = leaves with { Spec = leaves.Spec! with { Artifacts = new FileCollection { Paths = ["out"] } } };

        Assert.Null(TaskDeadlines.Passed(leaves, Some.Time.AddSeconds(1_269), Options));
        Assert.Equal(TaskEvent.RunExpired, TaskDeadlines.Passed(leaves, Some.Time.AddSeconds(1_270), Options));
    }

    [Theory]
    [InlineData(TaskPhase.Running)]
    [InlineData(TaskPhase.CancelUnconfirmed)]
    internal void Passed_AnAgentThatIsAwayHasItsGrace(TaskPhase phase)
    {
        var gone = In(phase) with { GoneSince = Some.Time };

        Assert.Null(TaskDeadlines.Passed(gone, Some.Time.AddSeconds(299), Options));
        Assert.Equal(TaskEvent.GivenUp, TaskDeadlines.Passed(gone, Some.Time.AddSeconds(300), Options));
    }

    [Fact]
    public void Passed_ARunThatExpiresWhileTheAgentIsAwayWaitsForTheAgent()
    {
        var gone = In(TaskPhase.Running) with { GoneSince = Some.Time.AddSeconds(600) };

        Assert.Null(TaskDeadlines.Passed(gone, Some.Time.AddSeconds(700), Options));
        Assert.Equal(TaskEvent.GivenUp, TaskDeadlines.Passed(gone, Some.Time.AddSeconds(900), Options));
    }

    [Fact]
    public void Passed_AQueuedTaskThatMayHaveArrivedIsNotCalledUnsent() => Assert.Equal(
        TaskEvent.QueueExpiredInDoubt, TaskDeadlines.Passed(In(TaskPhase.Queued) with { InDoubt = true }, Some.Time.AddHours(1), Options));

    [Fact]
    public void Due_IsNeverLaterThanTheMomentThatMatters() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<TaskPhase>().Where(phase => phase != TaskPhase.None && !phase.IsTerminal()).ToArray()).ToArbitrary(),
        Gen.Choose(0, 100_000).ToArbitrary(),
        Gen.Choose(-1, 100_000).ToArbitrary(),
        (phase, seconds, gone) =>
        {
            var task = In(phase) with { GoneSince = gone < 0 ? null : Some.Time.AddSeconds(gone) };
            var now = Some.Time.AddSeconds(seconds);
            var due = TaskDeadlines.Due(task, now, Options);
            return TaskDeadlines.Passed(task, now, Options) is not null
                ? due <= now
                : TaskDeadlines.Passed(task, due.AddMilliseconds(-1), Options) is null;
        }).QuickCheckThrowOnFailure();

    private static TaskState In(TaskPhase phase) => new()
    {
        Spec = Some.Spec(),
        Phase = phase,
        Attempt = 1,
        SubmittedAt = Some.Time,
        SentAt = Some.Time,
        AcceptedAt = Some.Time,
        CancelRequestedAt = Some.Time,
        Version = 1,
    };
}
