using OrleansOps.Tests.Hosting;

namespace OrleansOps.Tasks;

public sealed class FailureRetryTests
{
    [Theory]
    [InlineData(10, 1, 10)]
    [InlineData(10, 2, 20)]
    [InlineData(10, 5, 160)]
    [InlineData(10, 10, 3_600)]
    [InlineData(3_600, 1, 3_600)]
    [InlineData(3_600, 10, 3_600)]
    public void Pause_DoublesUpToAnHour(int delay, int failures, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), new FailureRetry(10, TimeSpan.FromSeconds(delay)).Pause(failures));

    [Fact]
    public void AClockThatWasSetBack_DoesNotMakeAPauseOfIt()
    {
        var task = new TaskState { Phase = TaskPhase.Queued, RepeatedAt = Some.Time.AddSeconds(10) };

        Assert.Equal(TimeSpan.FromSeconds(10), TaskAttempts.Pause(task, Some.Time));
        Assert.Null(TaskAttempts.Pause(task, Some.Time.AddSeconds(10)));
        Assert.Null(TaskAttempts.Pause(task, Some.Time.AddDays(-1)));
        Assert.Null(TaskAttempts.Pause(task with { Phase = TaskPhase.Running }, Some.Time));
    }
}
