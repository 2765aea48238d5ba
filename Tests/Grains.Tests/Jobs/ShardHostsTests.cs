using OrleansOps.Tasks;

namespace OrleansOps.Jobs;

public sealed class ShardHostsTests
{
    private static readonly ShardState Four = ShardHosts.First(Enumerable.Range(1, 4).Select(host => new JobTarget($"id{host}", $"host{host}")), 201);

    [Fact]
    public void Turn_GivesEachHostOneTurnInARound()
    {
        var two = Four.Turn(2)!;

        Assert.Equal([true, true, false, false], two.Hosts.Select(host => host.Turned));
        Assert.Null(two.Turn(2));
        Assert.Null(two.Turn(1));
        Assert.Equal(1, two.Turn(3)!.Hosts[0].Tries);
        Assert.Equal("job--201", two.View("job", 0).TaskId);
        Assert.Null(two.View("job", 2).TaskId);
    }

    [Fact]
    public void Enter_TakesThoseThatDidNotSucceed_AndTheyHaveAnotherTask()
    {
        var over = Four.Turn(3)!
            .With(0, host => host with { Phase = TaskPhase.Succeeded, ExitCode = 0 })
            .With(1, host => host with { Phase = TaskPhase.Failed, ExitCode = 3 })
            .With(2, host => host with { Phase = TaskPhase.Rejected });

        var again = over.Enter(2, JobRetry.Unsuccessful);

        var report = again.Report(order: null);
        Assert.Equal((3, 1), (report.InRound.Waiting, report.Others.Succeeded));
        var turned = again.Turn(1)!;
        Assert.Equal([false, true, false, false], turned.Hosts.Select(host => host.IsOpen));
        Assert.Equal("job--202-2", turned.View("job", 1).TaskId);
        Assert.Equal("job--204", again.Turn(3)!.View("job", 3).TaskId);
        Assert.Equal(4, over.Enter(2, JobRetry.All).Report(order: null).InRound.Waiting);
    }

    [Theory]
    [InlineData("job", "job--7", 7)]
    [InlineData("job", "job--7-2", 7)]
    [InlineData("job", "job-7", 0)]
    [InlineData("job", "other--7", 0)]
    [InlineData("job", "job--", 0)]
    [InlineData("job-1", "job-1--12-10", 12)]
    public void NumberOf_ATask_IsThatOfItsHost(string jobId, string taskId, int number) => Assert.Equal(number, JobShards.NumberOf(jobId, taskId));
}
