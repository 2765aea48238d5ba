using OrleansOps.Jobs;
using OrleansOps.Operators.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Tests.Gateway.Operators.Jobs;

public sealed class JobGroupsTests
{
    [Fact]
    public void Of_TheLargestFirst_AndOfThoseOfOneSizeThatWithTheEarliestTurn()
    {
        var groups = JobGroups.Of([(Host(1, TaskPhase.Failed, 3), null), (Host(2, TaskPhase.Succeeded, 0), null), (Host(3, TaskPhase.Succeeded, 0), null), (Host(4, TaskPhase.None, null), null)]);

        Assert.Equal((3, 4), (groups.Groups, groups.Hosts));
        Assert.Equal([(2, JobHostState.Succeeded), (1, JobHostState.Failed), (1, JobHostState.Open)], groups.Items.Select(group => (group.Hosts, group.State)));
        Assert.Equal(["web-2", "web-3"], groups.Items[0].Some.Select(host => host.Agent.Name));
        Assert.Null(groups.Items[2].Phase);
    }

    [Fact]
    public void Of_WhatWasPrintedTellsApart()
    {
        var groups = JobGroups.Of(
        [
            (Host(1, TaskPhase.Succeeded, 0), new HostOutput("same")),
            (Host(2, TaskPhase.Succeeded, 0), new HostOutput("other")),
            (Host(3, TaskPhase.Succeeded, 0), new HostOutput("same")),
            (Host(4, TaskPhase.Failed, 1), new HostOutput("same")),
        ]);

        Assert.Equal([("same", 2), ("other", 1), ("same", 1)], groups.Items.Select(group => (group.LastLine!, group.Hosts)));
    }

    [Fact]
    public void Of_VeryManyGroups_SaysHowManyThereAre()
    {
        var groups = JobGroups.Of([.. Enumerable.Range(1, 150).Select(number => (Host(number, TaskPhase.Failed, number), (HostOutput?)null))]);

        Assert.Equal((100, 150, 150), (groups.Items.Count, groups.Groups, groups.Hosts));
    }

    private static JobHostView Host(int number, TaskPhase phase, int? exitCode) => new()
    {
        Number = number,
        Target = new JobTarget($"id-{number}", $"web-{number}"),
        State = phase switch { TaskPhase.Succeeded => JobHostState.Succeeded, TaskPhase.None => JobHostState.Open, _ => JobHostState.Failed },
        Phase = phase,
        ExitCode = exitCode,
        TaskId = $"job--{number}",
    };
}
