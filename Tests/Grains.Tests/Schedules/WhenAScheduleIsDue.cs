using Microsoft.Extensions.Time.Testing;
using OrleansOps.Jobs;
using OrleansOps.Tests.Hosting;
using OrleansOps.Workflows;

namespace OrleansOps.Schedules;

/// <summary>Schedules on a silo, with a clock that the test moves.</summary>
public sealed class WhenAScheduleIsDue
{
    private const string Id = "nightly";

    private static readonly (string Key, string Value)[] Settings = [("Schedules:Tick", "00:00:00.020"), ("Schedules:Ahead", "366.00:00:00")];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 0, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task ItsJobIsStarted_OncePerTime_WithWhatItSays()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        var stored = await Schedule(silo).Put(Often(), revision: null);
        Assert.Equal((SchedulePutStatus.Created, 1), (stored.Status, stored.Schedule!.Revision));

        _time.Advance(TimeSpan.FromMinutes(5));
        var job = await Job(silo, "nightly-20260501T003500");
        Assert.Equal((Id, 1), (job.Spec.Schedule, job.Counts.All));
        Assert.Equal((Id, job.Id), (job.Spec.Task.Labels["schedule"], job.Spec.Task.Labels["job"]));

        await Ends(silo, job.Id);
        _time.Advance(TimeSpan.FromMinutes(5));
        await Job(silo, "nightly-20260501T004000");
        var starts = (await Reaches(silo, schedule => schedule.Starts.Count == 2, "two starts")).Starts;
        Assert.Equal(["nightly-20260501T004000", "nightly-20260501T003500"], starts.Select(start => start.JobId));
    }

    [Fact]
    public async Task TheJobBeforeIsNotOver_ForbidPassesOver()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        await Schedule(silo).Put(Often(), revision: null);
        _time.Advance(TimeSpan.FromMinutes(5));
        await Job(silo, "nightly-20260501T003500");

        _time.Advance(TimeSpan.FromMinutes(5));

        var schedule = await Reaches(silo, schedule => schedule.Starts is [{ Kind: ScheduleStartKind.Skipped }, ..], "the second time is passed over");
        Assert.Equal("scheduleBusy", schedule.Starts[0].Reason!.Why[0].Code);
        Assert.Null(await silo.Grains.GetGrain<IJobGrain>("nightly-20260501T004000").Describe());
    }

    [Fact]
    public async Task TheJobBeforeIsNotOver_QueueWaitsForIt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        await Schedule(silo).Put(Often(ScheduleOverlap.Queue), revision: null);
        _time.Advance(TimeSpan.FromMinutes(5));
        await Job(silo, "nightly-20260501T003500");
        _time.Advance(TimeSpan.FromMinutes(5));
        await Reaches(silo, schedule => schedule.Waiting.Count == 1, "one time waits");

        await Ends(silo, "nightly-20260501T003500");

        await Job(silo, "nightly-20260501T004000");
        await Reaches(silo, schedule => schedule.Waiting.Count == 0 && schedule.Starts.Count == 2, "none waits any more");
    }

    [Fact]
    public async Task TheJobBeforeIsNotOver_ReplaceStopsIt()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        await Schedule(silo).Put(Often(ScheduleOverlap.Replace), revision: null);
        _time.Advance(TimeSpan.FromMinutes(5));
        await Job(silo, "nightly-20260501T003500");

        _time.Advance(TimeSpan.FromMinutes(5));

        var stopped = await Job(silo, "nightly-20260501T003500", job => job!.Phase is JobPhase.Stopping or JobPhase.Stopped, "the job before is stopped");
        Assert.Equal("schedule nightly", stopped!.Reason!.Why[0].Values!["by"]);
    }

    [Fact]
    public async Task ItComesBackAfterALongTime_OneTimeIsMadeUpFor()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        await Schedule(silo).Put(Often(), revision: null);

        _time.Advance(TimeSpan.FromMinutes(27.5));

        await Job(silo, "nightly-20260501T005500");
        var schedule = await Reaches(silo, schedule => schedule.Starts.Count == 2, "one is started, the others are passed over");
        Assert.Equal((4, "scheduleMissed"), (schedule.Starts[1].Count, schedule.Starts[1].Reason!.Why[0].Code));
    }

    [Fact]
    public async Task Paused_NothingIsStarted_AndRunNowIs()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        await Schedule(silo).Put(Often(), revision: null);
        Assert.Equal("operator", (await Schedule(silo).Pause("operator"))!.PausedBy);

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(ScheduleRunStatus.Started, (await Schedule(silo).Run("by-hand", "operator"))!.Status);
        Assert.Equal(ScheduleRunStatus.Repeated, (await Schedule(silo).Run("by-hand", "operator"))!.Status);
        Assert.Equal(new ScheduleRun(ScheduleRunStatus.Busy, "by-hand"), await Schedule(silo).Run("by-hand-2", "operator"));
        var resumed = await Schedule(silo).Resume();
        Assert.Equal("by-hand", Assert.Single(resumed!.Starts).JobId);

        await Ends(silo, "by-hand");
        _time.Advance(TimeSpan.FromMinutes(5));
        await Job(silo, "nightly-20260501T005000");
    }

    [Fact]
    public async Task ItsWorkflowIsStarted_OncePerTime_WithTheHostsOfThatTime()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        await Schedule(silo).Put(OftenAWorkflow(), revision: null);

        _time.Advance(TimeSpan.FromMinutes(5));
        var workflow = await Workflow(silo, "nightly-2605010035", found => found is { Steps: [_, { JobId: not null }] }, "the step's job has begun");
        Assert.Equal((Id, 1, "operator"), (workflow!.Spec.Schedule, workflow.Steps[1].Step.Hosts, workflow.Spec.SubmittedBy));
        var job = await Job(silo, "nightly-2605010035--run");
        Assert.Equal((Id, "nightly-2605010035", "nightly-2605010035--run", Id), (job.Spec.Schedule, job.Spec.Workflow, job.Spec.Task.Labels["job"], job.Spec.Task.Labels["schedule"]));
        _time.Advance(TimeSpan.FromMinutes(5));
        var busy = await Reaches(silo, schedule => schedule.Starts is [{ Kind: ScheduleStartKind.Skipped }, ..], "the second time is passed over");
        Assert.Equal(("scheduleBusyWorkflow", "nightly-2605010035"), (busy.Starts[0].Reason!.Why[0].Code, busy.Starts[1].WorkflowId));

        Assert.Equal(new ScheduleRun(ScheduleRunStatus.Busy, "nightly-2605010035"), await Schedule(silo).Run("by-hand", "operator"));
        await silo.Grains.GetGrain<IWorkflowGrain>("nightly-2605010035").Stop("operator");
        await Workflow(silo, "nightly-2605010035", found => found!.Phase.IsTerminal(), "it is over");
        Assert.Equal(ScheduleRunStatus.Started, (await Schedule(silo).Run("by-hand", "operator"))!.Status);
        Assert.Equal(ScheduleRunStatus.Repeated, (await Schedule(silo).Run("by-hand", "operator"))!.Status);
        await Workflow(silo, "by-hand", found => found is not null, "it is started by hand");
    }

    /// <summary>One that is to make room is told so once: its cleanup runs.</summary>
    [Fact]
    public async Task TheWorkflowBeforeIsNotOver_ReplaceStopsIt_AndItsCleanupRuns()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await HasHost(silo);
        var spec = OftenAWorkflow(ScheduleOverlap.Replace);
        var cleanup = new WorkflowStep { Name = "clean", Needs = [1], When = StepCondition.Always, Approval = new ApprovalSpec(null, [], null) };
        await Schedule(silo).Put(spec with { Workflow = spec.Workflow! with { Steps = [.. spec.Workflow.Steps, cleanup] } }, revision: null);
        _time.Advance(TimeSpan.FromMinutes(5));
        await Job(silo, "nightly-2605010035--run");

        _time.Advance(TimeSpan.FromMinutes(5));
        await Workflow(silo, "nightly-2605010035", found => found is { Phase: WorkflowPhase.Stopping, Steps: [_, { Phase: StepPhase.Stopped }, { Phase: StepPhase.Running }] }, "it is stopped, and cleans up");
        for (var look = 0; look < 20; look++)
        {
            LetTick();
            Assert.Equal(StepPhase.Running, (await silo.Grains.GetGrain<IWorkflowGrain>("nightly-2605010035").Describe())!.Steps[2].Phase);
        }

        await silo.Grains.GetGrain<IWorkflowGrain>("nightly-2605010035").Decide("clean", new ApprovalDecision(Approves: true, "operator", null));
        await Workflow(silo, "nightly-2605010040", found => found is not null, "the next one begins");
    }

    [Fact]
    public async Task NoHostIsThere_TheTimeIsToldToHaveFailed()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await Schedule(silo).Put(Often(), revision: null);
        Assert.Equal(ScheduleRunStatus.NoHosts, (await Schedule(silo).Run("by-hand", "operator"))!.Status);

        _time.Advance(TimeSpan.FromMinutes(5));

        var schedule = await Reaches(silo, schedule => schedule.Starts.Count == 1, "its time is dealt with");
        Assert.Equal((ScheduleStartKind.Failed, "scheduleNoHosts"), (schedule.Starts[0].Kind, schedule.Starts[0].Reason!.Why[0].Code));
    }

    [Fact]
    public async Task TwoEditsAtOnce_OneIsTold()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, Settings);
        await Schedule(silo).Put(Often(), revision: null);

        Assert.Equal(SchedulePutStatus.Same, (await Schedule(silo).Put(Often(), revision: null)).Status);
        Assert.Equal(SchedulePutStatus.Conflict, (await Schedule(silo).Put(Often() with { Digest = "d2" }, revision: null)).Status);
        var edits = await Task.WhenAll(Schedule(silo).Put(Often() with { Digest = "d2" }, revision: 1), Schedule(silo).Put(Often() with { Digest = "d3" }, revision: 1));
        Assert.Equal([SchedulePutStatus.Replaced, SchedulePutStatus.Changed], edits.Select(edit => edit.Status).Order());
        Assert.Equal(2, (await Schedule(silo).Describe())!.Revision);

        Assert.True(await Schedule(silo).Delete());
        Assert.False(await Schedule(silo).Delete());
        Assert.Null(await Schedule(silo).Describe());
        Assert.Equal(SchedulePutStatus.Changed, (await Schedule(silo).Put(Often(), revision: 2)).Status);
    }

    [Fact]
    public async Task MoreThanAreKept_IsRefused()
    {
        await using var silo = await SiloUnderTest.OnMemory(_time, [.. Settings, ("Schedules:Most", "1")]);
        await Schedule(silo).Put(Often(), revision: null);

        Assert.Equal(SchedulePutStatus.Full, (await silo.Grains.GetGrain<IScheduleGrain>("other").Put(Often(), revision: null)).Status);
        Assert.Equal([Id], (await silo.Grains.GetGrain<IScheduleIndexGrain>(0).List(null, 10)).Items.Select(schedule => schedule.Id));
    }

    private static IScheduleGrain Schedule(SiloUnderTest silo) => silo.Grains.GetGrain<IScheduleGrain>(Id);

    private Task<WorkflowView?> Workflow(SiloUnderTest silo, string id, Func<WorkflowView?, bool> wanted, string expected) => Eventually.Get(
        () =>
        {
            LetTick();
            return silo.Grains.GetGrain<IWorkflowGrain>(id).Describe();
        },
        wanted, expected);

    private async Task<JobView> Job(SiloUnderTest silo, string id) => (await Job(silo, id, job => job is not null, $"job {id} is there"))!;

    private Task<JobView?> Job(SiloUnderTest silo, string id, Func<JobView?, bool> wanted, string expected) => Eventually.Get(
        () =>
        {
            LetTick();
            return silo.Grains.GetGrain<IJobGrain>(id).Describe();
        },
        wanted, expected);

    /// <summary>Timers of grains go by the test's clock too.</summary>
    private void LetTick() => _time.Advance(TimeSpan.FromMilliseconds(50));

    /// <summary>One that is away: what is submitted for it waits.</summary>
    private static async Task HasHost(SiloUnderTest silo) => await (await silo.Connect()).Disconnect();

    /// <summary>Nobody runs its task, so an operator ends it.</summary>
    private async Task Ends(SiloUnderTest silo, string jobId)
    {
        await silo.Grains.GetGrain<IJobGrain>(jobId).Stop("operator");
        await Job(silo, jobId, job => job!.Phase.IsTerminal(), $"job {jobId} is over");
    }

    private Task<ScheduleView> Reaches(SiloUnderTest silo, Func<ScheduleView, bool> wanted, string expected) => Eventually.Get(
        async () =>
        {
            LetTick();
            return (await Schedule(silo).Describe())!;
        },
        wanted, expected);

    private static ScheduleSpec OftenAWorkflow(ScheduleOverlap overlap = ScheduleOverlap.Forbid) => Often(overlap) with
    {
        Job = null,
        Workflow = new WorkflowSpec
        {
            Steps = [new WorkflowStep { Name = "wait", Wait = TimeSpan.FromMilliseconds(1) }, new WorkflowStep { Name = "run", Needs = [0], Job = Often().Job }],
            SubmittedBy = "operator",
            Digest = "d1",
        },
    };

    private static ScheduleSpec Often(ScheduleOverlap overlap = ScheduleOverlap.Forbid) => new()
    {
        Timing = new ScheduleTiming { Cron = "*/5 * * * *" },
        Overlap = overlap,
        Job = new JobSpec { Task = Some.Spec(agentId: ""), On = "all", MaxConcurrent = 10, Digest = "d1" },
        Digest = "d1",
    };
}
