using FsCheck;
using FsCheck.Fluent;
using OrleansOps.Jobs;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Workflows;

public sealed class WorkflowTransitionsTests
{
    private const string Operator = "operator";

    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// Any workflow with any outcomes of its jobs in any order, and an operator who says anything at any time: a step begins only when all that it needs is
    /// over and its conditions hold, once in each round, and with one value for each output that it uses; while the workflow is being stopped only those begin that always run; what is over stays so; it ends,
    /// and succeeds only if nothing that mattered failed.
    /// </summary>
    [Fact]
    public void Next_AnyHistory_KeepsItsPromises() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed => Runs(new Random(seed))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(StepCondition.Success, JobPhase.Succeeded, false, StepPhase.Running)]
    [InlineData(StepCondition.Success, JobPhase.Failed, false, StepPhase.Skipped)]
    [InlineData(StepCondition.Success, JobPhase.Failed, true, StepPhase.Running)]
    [InlineData(StepCondition.Failure, JobPhase.Succeeded, false, StepPhase.Skipped)]
    [InlineData(StepCondition.Failure, JobPhase.Failed, false, StepPhase.Running)]
    [InlineData(StepCondition.Failure, JobPhase.Failed, true, StepPhase.Skipped)]
    [InlineData(StepCondition.Always, JobPhase.Failed, false, StepPhase.Running)]
    [InlineData(StepCondition.Always, JobPhase.Stopped, false, StepPhase.Running)]
    public void Next_WhatBecameOfTheStepBefore_DecidesAboutTheNext(StepCondition when, JobPhase first, bool mayFail, StepPhase expected)
    {
        var workflow = Settled(Of(Job("first") with { MayFail = mayFail }, Job("second", 0) with { When = when }), [null, null]);
        workflow = Begun(workflow);

        workflow = Settled(workflow, [first, null]);

        Assert.Equal(expected, workflow.Steps[1].Phase);
    }

    /// <summary>The one in the middle was left out for the failure of the first, which therefore reaches the last.</summary>
    [Fact]
    public void Next_AfterAStepThatWasLeftOut_AFailureIsStillOne()
    {
        var workflow = Begun(Settled(Of(Job("first"), Job("middle", 0), Job("cleanup", 1) with { When = StepCondition.Failure }), [null, null, null]));

        workflow = Settled(workflow, [JobPhase.Failed, null, null]);

        Assert.Equal((StepPhase.Skipped, StepPhase.Running), (workflow.Steps[1].Phase, workflow.Steps[2].Phase));
        workflow = Settled(Begun(workflow), [JobPhase.Failed, null, JobPhase.Succeeded]);
        Assert.Equal((WorkflowPhase.Failed, "workflowStepFailed"), (workflow.Phase, workflow.Reason!.Why[0].Code));
    }

    [Fact]
    public void Next_AStepWithoutNeeds_BeginsAtOnce()
    {
        var workflow = Settled(Of(Job("first"), Job("beside"), Job("after", 0, 1)), [null, null, null]);

        Assert.Equal([StepPhase.Running, StepPhase.Running, StepPhase.Waiting], workflow.Steps.Select(step => step.Phase));
    }

    [Fact]
    public void Next_AJobThatIsNotKnownToHaveBegun_IsNotLookedAt()
    {
        var workflow = Settled(Of(Job("first")), [null]);

        Assert.Equal(StepPhase.Running, Settled(workflow, [JobPhase.None]).Steps[0].Phase);
        Assert.Equal((StepPhase.Failed, "stepJobForgotten"), Settled(Begun(workflow), [JobPhase.None]).Steps[0] is var step ? (step.Phase, step.Reason!.Why[0].Code) : default);
    }

    [Fact]
    public void Next_AWait_IsOverWhenItsTimeIs()
    {
        var workflow = Settled(Of(new WorkflowStep { Name = "wait", Wait = TimeSpan.FromMinutes(1) }), [null]);

        Assert.Equal(Start.AddMinutes(1), WorkflowTransitions.Due(workflow));
        Assert.Null(WorkflowTransitions.Next(workflow, [null], [null], Start.AddSeconds(59)));
        Assert.Equal(WorkflowPhase.Succeeded, Settled(workflow, [null], Start.AddMinutes(1)).Phase);
    }

    [Fact]
    public void Decide_OnlyWhoMay_OnlyWhatWaits_AndTheSameTwice()
    {
        var approval = new WorkflowStep { Name = "go", Approval = new ApprovalSpec("ship it", ["anna"], TimeSpan.FromHours(1)) };
        var workflow = Settled(Of(approval, Job("after", 0)), [null, null]);

        Assert.Equal("stepAwaitsApprovalOf", workflow.Steps[0].Reason!.Why[0].Code);
        Assert.Null(WorkflowWords.Decide(workflow, "go", new ApprovalDecision(Approves: true, "berta", null), Start));
        Assert.Null(WorkflowWords.Decide(workflow, "after", new ApprovalDecision(Approves: true, "anna", null), Start));
        Assert.Null(WorkflowWords.Decide(workflow, "nothing", new ApprovalDecision(Approves: true, "anna", null), Start));
        var approved = WorkflowWords.Decide(workflow, "go", new ApprovalDecision(Approves: true, "anna", "looks good"), Start)!;
        Assert.Equal((StepPhase.Succeeded, "Approved by anna: looks good"), (approved.Steps[0].Phase, approved.Steps[0].Reason!.Text));
        Assert.Same(approved, WorkflowWords.Decide(approved, "go", new ApprovalDecision(Approves: true, "anna", "looks good"), Start));
        Assert.Null(WorkflowWords.Decide(approved, "go", new ApprovalDecision(Approves: false, "anna", null), Start));
        Assert.Equal(StepPhase.Running, Settled(approved, [null, null]).Steps[1].Phase);

        var rejected = WorkflowWords.Decide(workflow, "go", new ApprovalDecision(Approves: false, "anna", null), Start)!;
        Assert.Equal(WorkflowPhase.Failed, Settled(rejected, [null, null]).Phase);
        Assert.Equal("stepNotApprovedInTime", Settled(workflow, [null, null], Start.AddHours(1)).Steps[0].Reason!.Why[0].Code);
    }

    [Fact]
    public void Stop_CleanupRuns_UnlessItIsSaidAgain()
    {
        var workflow = Begun(Settled(Of(Job("first"), Job("second", 0), Job("cleanup", 1) with { When = StepCondition.Always }), [null, null, null]));
        Assert.False(WorkflowTransitions.IsToStop(workflow, 0));

        workflow = Settled(WorkflowWords.Stop(workflow, Operator)!, [JobPhase.Running, null, null]);
        Assert.True(WorkflowTransitions.IsToStop(workflow, 0));
        Assert.Equal([StepPhase.Running, StepPhase.Waiting, StepPhase.Waiting], [.. workflow.Steps.Select(step => step.Phase)]);   // the first is not confirmed
        var cleaning = Begun(Settled(workflow, [JobPhase.Stopped, null, null]));
        Assert.Equal(StepPhase.Running, cleaning.Steps[2].Phase);
        Assert.False(WorkflowTransitions.IsToStop(cleaning, 2));
        Assert.Equal(WorkflowPhase.Stopped, Settled(cleaning, [JobPhase.Stopped, null, JobPhase.Succeeded]).Phase);

        var all = WorkflowWords.Stop(cleaning, Operator)!;
        Assert.True(WorkflowTransitions.IsToStop(all, 2));
        Assert.Equal(WorkflowPhase.Stopped, Settled(all, [JobPhase.Stopped, null, JobPhase.Stopped]).Phase);
    }

    [Fact]
    public void Retry_WhatSucceededStays_AndAJobThatRanHasAnotherRound()
    {
        var workflow = Begun(Settled(Of(Job("first"), Job("second", 0), Job("third", 1)), [null, null, null]));
        workflow = Begun(Settled(workflow, [JobPhase.Succeeded, null, null]));
        workflow = Settled(workflow, [JobPhase.Succeeded, JobPhase.Failed, null]);
        Assert.Equal(WorkflowPhase.Failed, workflow.Phase);

        Assert.Null(WorkflowWords.Retry(workflow, 3));
        var again = Settled(WorkflowWords.Retry(workflow, 2)!, [JobPhase.Succeeded, null, null]);

        Assert.Equal([(StepPhase.Succeeded, 1), (StepPhase.Running, 2), (StepPhase.Waiting, 1)], again.Steps.Select(step => (step.Phase, step.JobRound)));
        Assert.Null(WorkflowWords.Retry(again, 3));
        Assert.Null(WorkflowWords.Retry(again with { Phase = WorkflowPhase.Succeeded }, 3));
        Assert.Null(WorkflowWords.Stop(again with { Phase = WorkflowPhase.Succeeded }, Operator));
    }

    private static bool Runs(Random chance)
    {
        var workflow = Of([.. Enumerable.Range(0, chance.Next(1, 8)).Select(place => Any(chance, place))]);
        var jobs = new JobPhase?[workflow.Steps.Count];
        var outputs = new OutputsOfJob?[workflow.Steps.Count];
        var now = Start;
        for (var turn = 0; turn < 5_000; turn++)
        {
            while (WorkflowTransitions.Next(workflow, jobs, outputs, now) is { } next)
            {
                if (!IsRight(workflow, next))
                {
                    return false;
                }

                workflow = next;
            }

            if (workflow.Phase.IsTerminal())
            {
                var isBad = workflow.Steps.Where((step, place) => step.Phase == StepPhase.Failed && !workflow.Spec!.Steps[place].MayFail).Any();
                var isRight = workflow.Steps.All(step => step.Phase.IsTerminal()) && !(workflow.Phase == WorkflowPhase.Succeeded && isBad);
                if (!isRight || chance.Next(3) > 0 || WorkflowWords.Retry(workflow, workflow.Round + 1) is not { } again)
                {
                    return isRight;
                }

                workflow = again;
                jobs = [.. jobs.Select((job, place) => again.Steps[place].Phase == StepPhase.Succeeded ? job : null)];
                outputs = [.. outputs.Select((set, place) => again.Steps[place].Phase == StepPhase.Succeeded ? set : null)];
                continue;
            }

            for (var place = 0; place < jobs.Length; place++)
            {
                if (workflow.Steps[place] is { Phase: StepPhase.Running, HasBegun: false } && workflow.Spec!.Steps[place].Job is not null && chance.Next(2) == 0)
                {
                    workflow = workflow.With(place, workflow.Steps[place] with { HasBegun = true });
                    jobs[place] = JobPhase.Running;
                }
                else if (jobs[place] == JobPhase.Running && chance.Next(3) == 0)
                {
                    jobs[place] = WorkflowTransitions.IsToStop(workflow, place) ? JobPhase.Stopped
                        : chance.Next(3) == 0 ? JobPhase.Failed : JobPhase.Succeeded;
                }
                else if (jobs[place] is { } job && job.IsTerminal() && outputs[place] is null && chance.Next(2) == 0)
                {
                    outputs[place] = Put(chance);
                }
            }

            now = now.AddSeconds(chance.Next(30));
            workflow = Said(chance, workflow, now) ?? workflow;
        }

        return false;   // it did not end
    }

    private static bool IsRight(WorkflowState before, WorkflowState after)
    {
        for (var place = 0; place < before.Steps.Count; place++)
        {
            var (from, to, step) = (before.Steps[place].Phase, after.Steps[place].Phase, before.Spec!.Steps[place]);
            if (from.IsTerminal() && (from != to || before.Steps[place] != after.Steps[place]))
            {
                return false;
            }

            if (from == StepPhase.Waiting && to == StepPhase.Running)
            {
                var needs = step.Needs.Select(need => before.Steps[need].Phase).ToList();
                if (step.If is { } test && (OneOf(before, test.Output) is not { } compared || (compared == test.Value) == test.IsNot))
                {
                    return false;
                }

                if (step.Inputs?.Values.Any(input => OneOf(before, input) is null) is true)
                {
                    return false;
                }

                var failed = step.Needs.Any(need => before.Steps[need].Phase == StepPhase.Failed && !before.Spec.Steps[need].MayFail);
                if (needs.Exists(need => !need.IsTerminal()) || (failed && step.When == StepCondition.Success)
                    || (before.Phase == WorkflowPhase.Stopping && (step.When != StepCondition.Always || before.StopsAll)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static WorkflowState? Said(Random chance, WorkflowState workflow, DateTimeOffset now) => chance.Next(60) switch
    {
        0 => WorkflowWords.Stop(workflow, Operator),
        < 20 => WorkflowWords.Decide(workflow, $"s{chance.Next(8)}", new ApprovalDecision(chance.Next(3) > 0, Operator, null), now),
        _ => null,
    };

    private static WorkflowStep Any(Random chance, int place)
    {
        var step = new WorkflowStep
        {
            Name = $"s{place}",
            Needs = [.. Enumerable.Range(0, place).Where(_ => chance.Next(3) == 0)],
            When = (StepCondition)chance.Next(3),
            MayFail = chance.Next(4) == 0,
        };
        var source = step.Needs.Count > 0 && chance.Next(2) == 0 ? new OutputOfStep(step.Needs[0], "o", chance.Next(2) == 0 ? "d" : null) : null;
        step = source is not null && chance.Next(2) == 0 ? step with { If = new OutputTest(source, chance.Next(2) == 0 ? "x" : "d", chance.Next(2) == 0) } : step;
        return chance.Next(6) switch
        {
            0 => step with { Wait = TimeSpan.FromSeconds(chance.Next(1, 100)) },
            1 => step with { Approval = new ApprovalSpec(null, [], TimeSpan.FromSeconds(500)) },
            _ => step with { Job = Job("any").Job, Inputs = source is null ? null : new Dictionary<string, OutputOfStep> { ["GIVEN"] = source } },
        };
    }

    private static OutputsOfJob Put(Random chance) => chance.Next(4) switch
    {
        0 => OutputsOfJob.None,
        1 => Host("a", "x").And(Host("b", "y")),
        _ => Host("a", "x").And(Host("b", "x")),
    };

    private static OutputsOfJob Host(string name, string value) => OutputsOfJob.Of(name, new Dictionary<string, string> { ["o"] = value });

    /// <summary>The one value that an output has; null: there are several, or none and no default.</summary>
    private static string? OneOf(WorkflowState workflow, OutputOfStep output) => workflow.Steps[output.Step].Outputs?.Find(output.Name) switch
    {
        null => output.Default,
        { Differs: true } => null,
        { } one => one.Value,
    };

    private static WorkflowState Settled(WorkflowState workflow, IReadOnlyList<JobPhase?> jobs, DateTimeOffset? now = null)
    {
        while (WorkflowTransitions.Next(workflow, jobs, [.. jobs.Select(job => job is null ? null : OutputsOfJob.None)], now ?? Start) is { } next)
        {
            workflow = next;
        }

        return workflow;
    }

    /// <summary>The jobs of steps that run have begun.</summary>
    private static WorkflowState Begun(WorkflowState workflow) => workflow with { Steps = [.. workflow.Steps.Select(step => step.Phase == StepPhase.Running ? step with { HasBegun = true } : step)] };

    private static WorkflowStep Job(string name, params int[] needs) => new()
    {
        Name = name,
        Needs = needs,
        Job = new JobSpec { Task = Some.Spec(), MaxConcurrent = 1, Digest = "d" },
    };

    private static WorkflowState Of(params WorkflowStep[] steps) => new()
    {
        Spec = new WorkflowSpec { Steps = steps, Digest = "d" },
        Phase = WorkflowPhase.Running,
        Steps = [.. steps.Select(_ => StepState.Fresh)],
        Round = 1,
    };
}
