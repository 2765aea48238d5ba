using FsCheck;
using FsCheck.Fluent;
using OrleansOps.Jobs;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Schedules;

public sealed class ScheduleTransitionsTests
{
    private const string Id = "nightly";

    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Any schedule, looked at at any times, with jobs that take any time, and an owner who dies between any two writes: no time begins twice or before the one
    /// before it, and each begins, or is told to be passed over by a policy that says so.
    /// </summary>
    [Fact]
    public void AnyHistory_KeepsItsPromises() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed => Lives(new Random(seed))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(ScheduleMissed.Skip, 10, "")]
    [InlineData(ScheduleMissed.Once, 10, "05:00")]
    [InlineData(ScheduleMissed.All, 10, "01:00 02:00 03:00 04:00 05:00")]
    [InlineData(ScheduleMissed.All, 2, "04:00 05:00")]
    public void Due_AfterALongAbsence_ByThePolicy(ScheduleMissed missed, int most, string waiting)
    {
        var schedule = Schedule("0 * * * *") with { Waiting = [] };
        schedule = schedule with { Spec = schedule.Spec! with { Missed = missed, MissedMost = most } };

        var next = ScheduleTransitions.Due(schedule, Id, Times(schedule), Start.AddHours(5.5), LateAfter)!;

        Assert.Equal(waiting, string.Join(' ', next.Waiting.Select(due => due.ToString("HH:mm", null))));
        Assert.Equal(5, next.Waiting.Count + next.Starts.Sum(start => start.Count));
        Assert.Equal(Start.AddHours(5), next.SeenTo);
    }

    [Fact]
    public void Due_ALittleLate_IsNotMissed()
    {
        var schedule = Schedule("0 * * * *");
        schedule = schedule with { Spec = schedule.Spec! with { Missed = ScheduleMissed.Skip } };

        Assert.Single(ScheduleTransitions.Due(schedule, Id, Times(schedule), Start.AddHours(1) + LateAfter, LateAfter)!.Waiting);
        Assert.Empty(ScheduleTransitions.Due(schedule, Id, Times(schedule), Start.AddHours(1) + LateAfter + TimeSpan.FromSeconds(1), LateAfter)!.Waiting);
        Assert.Null(ScheduleTransitions.Due(schedule, Id, Times(schedule), Start.AddMinutes(59), LateAfter));
        Assert.Null(ScheduleTransitions.Due(schedule with { PausedBy = "operator" }, Id, Times(schedule), Start.AddHours(9), LateAfter));
    }

    [Theory]
    [InlineData(ScheduleOverlap.Forbid, true, 0, false)]
    [InlineData(ScheduleOverlap.Forbid, false, 2, true)]
    [InlineData(ScheduleOverlap.Queue, true, 3, false)]
    [InlineData(ScheduleOverlap.Queue, false, 2, true)]
    [InlineData(ScheduleOverlap.Replace, true, 1, false)]
    [InlineData(ScheduleOverlap.Replace, false, 0, true)]
    public void Admit_ByThePolicy(ScheduleOverlap overlap, bool isBusy, int waiting, bool begins)
    {
        var schedule = Schedule("0 * * * *") with { Current = "before", Waiting = [Start.AddHours(1), Start.AddHours(2), Start.AddHours(3)] };
        schedule = schedule with { Spec = schedule.Spec! with { Overlap = overlap } };

        var next = ScheduleTransitions.Admit(schedule, isBusy, Start.AddHours(4));

        Assert.Equal((waiting, begins), (next.Waiting.Count, next.Beginning is not null));
        Assert.Equal(3, next.Waiting.Count + (begins ? 1 : 0) + next.Starts.Sum(start => start.Count));
    }

    [Fact]
    public void Admit_MoreThanMayWait_TheLatestArePassedOver()
    {
        var schedule = Schedule("* * * * *") with { Current = "before", Waiting = [.. Enumerable.Range(1, 103).Select(minute => Start.AddMinutes(minute))] };
        schedule = schedule with { Spec = schedule.Spec! with { Overlap = ScheduleOverlap.Queue } };

        var next = ScheduleTransitions.Admit(schedule, isBusy: true, Start.AddHours(4));

        Assert.Equal((100, 3), (next.Waiting.Count, next.Starts[0].Count));
        Assert.Equal(Start.AddMinutes(100), next.Waiting[^1]);
    }

    [Fact]
    public void Resumed_WhatWentByMeanwhileIsNobodys()
    {
        var schedule = ScheduleTransitions.Paused(Schedule("0 * * * *") with { Waiting = [Start.AddHours(1)] }, "operator", Start.AddHours(1));
        Assert.Equal((0, "schedulePaused"), (schedule.Waiting.Count, schedule.Starts[0].Reason!.Why[0].Code));

        var resumed = ScheduleTransitions.Resumed(schedule, Start.AddHours(9.5));

        Assert.Null(ScheduleTransitions.Due(resumed, Id, Times(resumed), Start.AddHours(9.9), LateAfter));
        Assert.Equal([Start.AddHours(10)], ScheduleTransitions.Due(resumed, Id, Times(resumed), Start.AddHours(10), LateAfter)!.Waiting);
    }

    /// <summary>What it started last is what it waits for, be it a job or, after an edit, a workflow.</summary>
    [Fact]
    public void Begun_AJobAndThenAWorkflow_TheLastIsTheCurrentOne()
    {
        var schedule = ScheduleTransitions.Begun(Schedule("0 * * * *"), new ScheduleStart { Kind = ScheduleStartKind.Started, JobId = "job", At = Start });
        Assert.Equal(new StartedOrder("job", IsWorkflow: false), schedule.Started);

        schedule = ScheduleTransitions.Begun(schedule, new ScheduleStart { Kind = ScheduleStartKind.Started, WorkflowId = "flow", At = Start });
        schedule = ScheduleTransitions.Begun(schedule, new ScheduleStart { Kind = ScheduleStartKind.Failed, At = Start });

        Assert.Equal(new StartedOrder("flow", IsWorkflow: true), schedule.Started);
        var busy = ScheduleTransitions.Admit(schedule with { Waiting = [Start.AddHours(1)] }, isBusy: true, Start.AddHours(1));
        Assert.Equal(("scheduleBusyWorkflow", "flow"), (busy.Starts[0].Reason!.Why[0].Code, busy.Starts[0].Reason!.Why[0].Values["workflowId"]));
    }

    private static void Lives(Random random)
    {
        var cron = (string[])["* * * * *", "*/5 * * * *", "0 * * * *", "30 2 * * *"];
        var schedule = Schedule(cron[random.Next(cron.Length)], TimeSpan.FromSeconds(random.Next(2) * random.Next(3_600)));
        schedule = schedule with
        {
            Spec = schedule.Spec! with { Missed = (ScheduleMissed)random.Next(3), MissedMost = random.Next(1, 5), Overlap = (ScheduleOverlap)random.Next(3) },
        };
        var times = Times(schedule);
        var (now, begun, told, ends) = (Start, new List<DateTimeOffset>(), 0, new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
        for (var look = 0; look < 60; look++)
        {
            now += TimeSpan.FromSeconds(random.Next(5) == 0 ? random.Next(20_000) : random.Next(200));
            do
            {
                if (schedule.Beginning is { } due)
                {
                    var job = ScheduleIds.JobOf(Id, due);
                    if (ends.TryAdd(job, now + TimeSpan.FromSeconds(random.Next(2) * random.Next(4_000))))   // a job that is there is not started again
                    {
                        begun.Add(due);
                    }

                    if (random.Next(4) == 0)
                    {
                        break;   // killed before it could store that
                    }

                    Store(ScheduleTransitions.Begun(schedule, new ScheduleStart { Kind = ScheduleStartKind.Started, Due = due, JobId = job, At = now }));
                }

                var next = ScheduleTransitions.Due(schedule, Id, times, now, LateAfter) ?? schedule;
                Store(ScheduleTransitions.Admit(next, next.Current is { } current && ends[current] > now, now));
            }
            while (schedule.Beginning is not null && random.Next(4) > 0);   // or killed before it could begin
        }

        Assert.Equal(begun.Order().Distinct(), begun);
        var open = schedule.Beginning is { } beginning && !begun.Contains(beginning) ? 1 : 0;
        Assert.Equal(times.After(Start).TakeWhile(due => due <= schedule.SeenTo).Count(), begun.Count + told + schedule.Waiting.Count + open);
        Assert.All(begun, due => Assert.True(times.Begin(Id, due) <= now, $"{due} began before its time."));

        void Store(ScheduleState next)
        {
            told += next.Starts.Except(schedule.Starts).Where(start => start.Kind == ScheduleStartKind.Skipped).Sum(start => start.Count);
            schedule = next;
        }
    }

    private static ScheduleTimes Times(ScheduleState schedule) => ScheduleTimes.Of(schedule.Spec!.Timing).Times!;

    private static ScheduleState Schedule(string cron, TimeSpan jitter = default) => new()
    {
        Spec = new ScheduleSpec
        {
            Timing = new ScheduleTiming { Cron = cron, Jitter = jitter },
            Job = new JobSpec { Task = Some.Spec(agentId: ""), On = "all", MaxConcurrent = 10, Digest = "d" },
            Digest = "d",
        },
        Revision = 1,
        SeenTo = Start,
    };
}
