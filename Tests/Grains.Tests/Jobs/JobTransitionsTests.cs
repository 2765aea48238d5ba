using FsCheck;
using FsCheck.Fluent;
using OrleansOps.Tasks;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Jobs;

public sealed class JobTransitionsTests
{
    private const string Operator = "operator";

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// Any job with any outcomes in any order, and an operator who says anything at any time: it never has more hosts running than it may, never goes past a
    /// batch that is not over, begins nothing while it is paused, failing or stopping, and ends.
    /// </summary>
    [Fact]
    public void Next_AnyHistory_KeepsItsPromises() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed => Runs(new Random(seed))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", 1, JobPhase.Failing)]
    [InlineData("1", 1, JobPhase.Running)]
    [InlineData("10%", 2, JobPhase.Failing)]
    [InlineData("10%", 1, JobPhase.Running)]
    [InlineData(null, 5, JobPhase.Running)]
    public void Next_MoreFailedThanMay_NoOtherGetsItsTurn(string? maxErrors, int failed, JobPhase phase)
    {
        var job = Job(10, maxErrors: maxErrors);
        var round = JobCounts.None with { Failed = failed, Open = 2, Waiting = 8 - failed };

        var next = JobTransitions.Next(job, round, round, isHeld: false, Now) ?? job;

        Assert.Equal(phase, next.Phase);
        Assert.Equal(phase == JobPhase.Running, JobTransitions.Allowed(next, round) > 0);
    }

    [Fact]
    public void Next_ThoseThatDidNotTakeTheirTask_AreNotCountedAsErrors()
    {
        var round = JobCounts.None with { Undelivered = 5, Waiting = 5 };

        Assert.Null(JobTransitions.Next(Job(10, maxErrors: "0"), round, round, isHeld: false, Now));
    }

    [Fact]
    public void Next_WhileATurnMayStillBeGiven_NothingThatFailsIsOver()
    {
        var job = Job(10, maxErrors: "0") with { Phase = JobPhase.Failing };
        var round = JobCounts.None with { Failed = 1, Waiting = 9 };

        Assert.Null(JobTransitions.Next(job, round, round, isHeld: false, Now));
        Assert.Equal(JobPhase.Failed, JobTransitions.Next(job, round, round, isHeld: true, Now)!.Phase);
    }

    [Theory]
    [InlineData(JobPause.Never, 1, JobPhase.Running)]
    [InlineData(JobPause.OnFailure, 0, JobPhase.Running)]
    [InlineData(JobPause.OnFailure, 1, JobPhase.Paused)]
    [InlineData(JobPause.Each, 0, JobPhase.Paused)]
    public void Next_AfterABatch_WaitsForAWordWhereItShould(JobPause pause, int failed, JobPhase phase)
    {
        var job = Job(10, "2", pause: pause);
        var round = JobCounts.None with { Failed = failed, Succeeded = 2 - failed, Waiting = 8 };

        var next = JobTransitions.Next(job, round, round, isHeld: false, Now)!;

        Assert.Equal((phase, 1), (next.Phase, next.Batch));
        Assert.Equal(phase == JobPhase.Running ? 4 : 0, JobTransitions.Allowed(next, round));
        Assert.Equal(4, JobTransitions.Allowed(JobWords.Resume(next)!, round));
    }

    [Fact]
    public void Shares_OfManyShards_AreTakenInTheirOrder()
    {
        var job = Job(500) with { RoundSizes = [200, 200, 100] };

        Assert.Equal([200, 50, 0], JobTransitions.Shares(job, 250));
        Assert.Equal([200, 200, 100], JobTransitions.Shares(job, 9_999));
    }

    [Fact]
    public void Words_ThatMeanNothing_ChangeNothing()
    {
        var over = Job(1) with { Phase = JobPhase.Succeeded };

        Assert.Null(JobWords.Pause(over, Operator));
        Assert.Null(JobWords.Resume(over));
        Assert.Null(JobWords.Stop(over, Operator));
        Assert.Null(JobWords.Pace(over, 1));
        Assert.Null(JobWords.Retry(over, 3, JobRetry.All));
        Assert.Null(JobWords.Retry(Job(1), 2, JobRetry.All));
        Assert.NotNull(JobWords.Retry(over, 2, JobRetry.All));
        var stopped = over with { Phase = JobPhase.Stopped };
        Assert.Same(stopped, JobWords.Stop(stopped, Operator));
    }

    private static bool Runs(Random chance)
    {
        var hosts = chance.Next(1, 40);
        string?[] sizes = [null, "1", "3", "1,50%", "2,+1", "1,*2"];
        string?[] limits = [null, "0", "2", "20%"];
        var job = Job(hosts, sizes[chance.Next(sizes.Length)], limits[chance.Next(limits.Length)], (JobPause)chance.Next(3), chance.Next(1, 10));
        var shard = ShardHosts.First(Enumerable.Range(0, hosts).Select(host => new JobTarget($"{host}", $"{host}")), 1);
        for (var step = 0; step < 10_000; step++)
        {
            var round = shard.Report(order: null).InRound;
            while (JobTransitions.Next(job, round, round, isHeld: true, Now) is { } next)
            {
                job = next;
            }

            if (job.Phase.IsTerminal())
            {
                return round.Open == 0 && (job.Phase == JobPhase.Succeeded) == (round.Succeeded == hosts);
            }

            var allowed = JobTransitions.Allowed(job, round);
            shard = shard.Turn(allowed) ?? shard;
            var turned = shard.Report(order: null).InRound;
            if (turned.Open > Math.Max(job.MaxConcurrent, round.Open)
                || turned.All - turned.Waiting > Math.Max(JobTransitions.Ends(job)[job.Batch], round.All - round.Waiting)
                || (job.Phase != JobPhase.Running && turned.Open > round.Open))
            {
                return false;
            }

            var open = Enumerable.Range(0, hosts).Where(host => shard.Hosts[host].IsOpen).ToList();
            if (open.Count > 0 && chance.Next(4) > 0)
            {
                TaskPhase[] ends = job.Phase == JobPhase.Stopping ? [TaskPhase.Cancelled] : [TaskPhase.Succeeded, TaskPhase.Succeeded, TaskPhase.Failed, TaskPhase.Rejected, TaskPhase.TimedOut];
                var end = ends[chance.Next(ends.Length)];
                shard = shard.With(open[chance.Next(open.Count)], host => host with { Phase = end });
            }
            else
            {
                job = Said(chance, job) ?? job;
            }
        }

        return false;   // it did not end
    }

    private static JobState? Said(Random chance, JobState job) => chance.Next(40) switch
    {
        0 => JobWords.Stop(job, Operator),
        < 4 => JobWords.Pause(job, Operator),
        < 6 => JobWords.Pace(job, chance.Next(1, 10)),
        _ => job.Phase == JobPhase.Paused ? JobWords.Resume(job) : null,
    };

    private static JobState Job(int hosts, string? batches = null, string? maxErrors = null, JobPause pause = JobPause.Never, int maxConcurrent = 1_000) => new()
    {
        Spec = new JobSpec
        {
            Task = Some.Spec(),
            Batches = batches is null ? [] : JobBatches.Parse(batches).Batches,
            MaxErrors = maxErrors is null ? null : JobErrorLimit.Parse(maxErrors),
            Pause = pause,
            MaxConcurrent = maxConcurrent,
            Digest = "d",
        },
        Phase = JobPhase.Running,
        Hosts = hosts,
        Round = 1,
        RoundSizes = [hosts],
        MaxConcurrent = maxConcurrent,
    };
}
