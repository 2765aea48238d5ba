using OrleansOps.Workflows;

namespace OrleansOps.Schedules;

public sealed class ScheduleIdsTests
{
    private static readonly DateTimeOffset Due = new(2026, 11, 30, 3, 0, 59, TimeSpan.FromHours(1));

    [Fact]
    public void TheLongestIdOfASchedule_HasRoomForATime()
    {
        Assert.Equal("nightly-2611300200", ScheduleIds.WorkflowOf("nightly", Due));
        Assert.Equal(WorkflowIds.Length, ScheduleIds.WorkflowOf(new string('a', ScheduleIds.LengthForWorkflow), Due).Length);
        Assert.Equal("nightly-20261130T020059", ScheduleIds.JobOf("nightly", Due));
    }
}
