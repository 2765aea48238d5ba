using OrleansOps.Jobs;
using OrleansOps.Tests.Hosting;

namespace OrleansOps.Workflows;

public sealed class StepInputsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData("1", "1", null, "1", null)]
    [InlineData("1", null, null, "1", null)]
    [InlineData("1", "2", null, null, "stepOutputDiffers")]
    [InlineData("1", "2", "3", null, "stepOutputDiffers")]   // a default is for what is not there
    [InlineData(null, null, null, null, "stepOutputNotSet")]
    [InlineData(null, null, "3", "3", null)]
    [InlineData("", "", "3", "", null)]
    public void Of_WhatTwoHostsHaveSet(string? first, string? second, string? value, string? given, string? reason)
    {
        var workflow = With(Set("web-1", first).And(Set("web-2", second)), Use("version", value));

        var (values, wrong) = StepInputs.Of(workflow, workflow.Spec!.Steps[1]);

        Assert.Equal((given, reason), (values.GetValueOrDefault("VERSION"), wrong?.Why[0].Code));
        var next = WorkflowTransitions.Next(workflow, [JobPhase.Succeeded, null], [null, null], Now)!.Steps[1];
        Assert.Equal((reason is null ? StepPhase.Running : StepPhase.Failed, reason), (next.Phase, next.Reason?.Why[0].Code));
    }

    [Fact]
    public void Of_WhereHostsDiffer_TheReasonNamesTheOutputAndTwoHosts()
    {
        var workflow = With(Set("web-1", "1").And(Set("web-2", "2")), Use("version", null));

        Assert.Equal("Output 'version' of step 'build' differs: it is '1' on web-1 and '2' on web-2.", StepInputs.Of(workflow, workflow.Spec!.Steps[1]).Wrong!.Text);
    }

    [Theory]
    [InlineData("yes", "yes", false, StepPhase.Running, false)]
    [InlineData("yes", "no", false, StepPhase.Skipped, true)]
    [InlineData("yes", "yes", true, StepPhase.Skipped, true)]
    [InlineData("yes", "no", true, StepPhase.Running, false)]
    [InlineData("Yes", "yes", false, StepPhase.Skipped, true)]
    [InlineData(null, "yes", false, StepPhase.Failed, false)]
    public void Condition_DecidesWhetherItRuns(string? set, string compared, bool isNot, StepPhase expected, bool isDeclined)
    {
        var test = Use("version", null) with { Inputs = null, If = new OutputTest(new OutputOfStep(0, "version", null), compared, isNot) };

        var next = WorkflowTransitions.Next(With(Set("web-1", set), test), [JobPhase.Succeeded, null], [null, null], Now)!.Steps[1];

        Assert.Equal((expected, isDeclined), (next.Phase, next.IsDeclined));
    }

    /// <summary>What was left out by its own condition is no failure: neither of the workflow nor for the steps that need it.</summary>
    [Fact]
    public void Condition_ThatDoesNotHold_BreaksNothing()
    {
        var test = Use("version", null) with { Inputs = null, If = new OutputTest(new OutputOfStep(0, "version", null), "other", IsNot: false) };
        var after = new WorkflowStep { Name = "after", Needs = [1], Wait = TimeSpan.FromSeconds(1) };

        var workflow = Settled(With(Set("web-1", "1"), test, after), Now);
        Assert.Equal([StepPhase.Succeeded, StepPhase.Skipped, StepPhase.Running], workflow.Steps.Select(step => step.Phase));
        Assert.Equal("Left out, as output 'version' of step 'build' is '1'.", workflow.Steps[1].Reason!.Text);
        Assert.Equal(WorkflowPhase.Succeeded, Settled(workflow, Now.AddSeconds(1)).Phase);
    }

    [Fact]
    public void Of_MoreThanAHostTakes_IsRefusedHere()
    {
        var workflow = With(Set("web-1", new string('x', StepInputs.MostBytes - 8)), Use("version", null));

        Assert.Equal("stepInputsTooLarge", StepInputs.Of(workflow, workflow.Spec!.Steps[1]).Wrong!.Why[0].Code);
    }

    /// <summary>A step that has put out much takes room from later ones; and what is not kept is not guessed.</summary>
    [Fact]
    public void Kept_OfAllStepsTogether_IsBounded()
    {
        var large = Set("web-1", new string('x', 60 * 1024));
        var full = With(large, [.. Enumerable.Range(0, 5).Select(_ => Use("version", "default"))]);
        full = full with { Steps = [.. full.Steps.Select((step, place) => place < 4 ? step with { Outputs = large } : step)] };

        var kept = StepInputs.Kept(full, large)!;
        Assert.Equal((0, "version"), (kept.Items.Count, kept.CutAt));
        Assert.Null(StepInputs.Kept(full, OutputsOfJob.None));
        Assert.Equal(large, StepInputs.Kept(With(OutputsOfJob.None), large));
        var cut = With(kept, Use("version", "default"));
        Assert.Equal("stepOutputNotKept", StepInputs.Of(cut, cut.Spec!.Steps[1]).Wrong!.Why[0].Code);
    }

    /// <summary>A step whose job is over is over when it is known what that has put out: both are stored at once.</summary>
    [Fact]
    public void Next_AStepIsOver_WhenItsOutputsAreKnown()
    {
        var workflow = With(OutputsOfJob.None) with { Steps = [StepState.Fresh with { Phase = StepPhase.Running, HasBegun = true }] };

        Assert.Null(WorkflowTransitions.Next(workflow, [JobPhase.Succeeded], [null], Now));
        var over = WorkflowTransitions.Next(workflow, [JobPhase.Succeeded], [Set("web-1", "1")], Now)!;
        Assert.Equal((StepPhase.Succeeded, "1"), (over.Steps[0].Phase, over.Steps[0].Outputs!.Find("version")!.Value));
        Assert.Null(WorkflowWords.Retry(over with { Phase = WorkflowPhase.Failed, Round = 1, Steps = [over.Steps[0] with { Phase = StepPhase.Failed }] }, 2)!.Steps[0].Outputs);
    }

    private static WorkflowState Settled(WorkflowState workflow, DateTimeOffset now)
    {
        while (WorkflowTransitions.Next(workflow, [.. workflow.Steps.Select(_ => (JobPhase?)null)], [.. workflow.Steps.Select(_ => (OutputsOfJob?)null)], now) is { } next)
        {
            workflow = next;
        }

        return workflow;
    }

    private static OutputsOfJob Set(string host, string? value) =>
        value is null ? OutputsOfJob.None : OutputsOfJob.Of(host, new Dictionary<string, string> { ["version"] = value });

    private static WorkflowStep Use(string output, string? value) => new()
    {
        Name = "install",
        Needs = [0],
        Job = new JobSpec { Task = Some.Spec(), MaxConcurrent = 1, Digest = "d" },
        Inputs = new Dictionary<string, OutputOfStep> { ["VERSION"] = new(0, output, value) },
    };

    /// <summary>A first step, build, that has succeeded with these outputs; and steps behind it.</summary>
    private static WorkflowState With(OutputsOfJob outputs, params WorkflowStep[] steps)
    {
        var all = steps.Prepend(new WorkflowStep { Name = "build", Job = new JobSpec { Task = Some.Spec(), MaxConcurrent = 1, Digest = "d" } }).ToList();
        return new WorkflowState
        {
            Spec = new WorkflowSpec { Steps = all, Digest = "d" },
            Phase = WorkflowPhase.Running,
            Steps = [StepState.Fresh with { Phase = StepPhase.Succeeded, HasBegun = true, Outputs = outputs.IsEmpty ? null : outputs }, .. steps.Select(_ => StepState.Fresh)],
            Round = 1,
        };
    }
}
