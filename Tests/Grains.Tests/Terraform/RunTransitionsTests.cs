using FsCheck;
using FsCheck.Fluent;
using OrleansOps.Tasks;

namespace OrleansOps.Terraform;

public sealed class RunTransitionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TerraformOptions Options = new() { PlansAtOnce = 2, KeptRuns = 3 };
    private static readonly RunDecision Somebody = new("ada", "t-1", null, Now);

    /// <summary>How a run goes on by its task: what it was, how it is asked for, what the task does, what it is then.</summary>
    [Theory]
    [InlineData(RunPhase.Planning, "", TaskPhase.Running, RunPhase.Planning)]
    [InlineData(RunPhase.Planning, "", TaskPhase.CancelUnconfirmed, RunPhase.Planning)]
    [InlineData(RunPhase.Planning, "", TaskPhase.Succeeded, RunPhase.Planned)]
    [InlineData(RunPhase.Planning, "auto", TaskPhase.Succeeded, RunPhase.Applying)]
    [InlineData(RunPhase.Planning, "only", TaskPhase.Succeeded, RunPhase.Finished)]
    [InlineData(RunPhase.Planning, "same", TaskPhase.Succeeded, RunPhase.Finished)]
    [InlineData(RunPhase.Planning, "auto same", TaskPhase.Succeeded, RunPhase.Finished)]
    [InlineData(RunPhase.Planning, "unbrought", TaskPhase.Succeeded, RunPhase.Failed)]
    [InlineData(RunPhase.Planning, "cancelled", TaskPhase.Succeeded, RunPhase.Cancelled)]
    [InlineData(RunPhase.Planning, "moved", TaskPhase.Succeeded, RunPhase.Stale)]
    [InlineData(RunPhase.Planning, "moved only", TaskPhase.Succeeded, RunPhase.Finished)]
    [InlineData(RunPhase.Planning, "", TaskPhase.Failed, RunPhase.Failed)]
    [InlineData(RunPhase.Planning, "", TaskPhase.TimedOut, RunPhase.Failed)]
    [InlineData(RunPhase.Planning, "", TaskPhase.Rejected, RunPhase.Failed)]
    [InlineData(RunPhase.Planning, "", TaskPhase.Lost, RunPhase.Failed)]
    [InlineData(RunPhase.Planning, "", TaskPhase.None, RunPhase.Failed)]
    [InlineData(RunPhase.Planning, "cancelled", TaskPhase.Cancelled, RunPhase.Cancelled)]
    [InlineData(RunPhase.Planned, "", TaskPhase.None, RunPhase.Planned)]
    [InlineData(RunPhase.Planned, "moved", TaskPhase.None, RunPhase.Stale)]
    [InlineData(RunPhase.Planned, "old", TaskPhase.None, RunPhase.Discarded)]
    [InlineData(RunPhase.Confirmed, "", TaskPhase.None, RunPhase.Applying)]
    [InlineData(RunPhase.Confirmed, "moved", TaskPhase.None, RunPhase.Stale)]
    [InlineData(RunPhase.Confirmed, "locked", TaskPhase.None, RunPhase.Confirmed)]
    [InlineData(RunPhase.Applying, "moved", TaskPhase.Running, RunPhase.Applying)]   // by itself
    [InlineData(RunPhase.Applying, "moved", TaskPhase.Succeeded, RunPhase.Applied)]
    [InlineData(RunPhase.Applying, "cancelled", TaskPhase.Succeeded, RunPhase.Applied)]
    [InlineData(RunPhase.Applying, "cancelled", TaskPhase.Cancelled, RunPhase.Cancelled)]
    [InlineData(RunPhase.Applying, "", TaskPhase.Failed, RunPhase.Failed)]
    [InlineData(RunPhase.Applying, "", TaskPhase.Lost, RunPhase.Lost)]
    [InlineData(RunPhase.Applying, "", TaskPhase.None, RunPhase.Lost)]
    public void Next_ByItsTask(RunPhase phase, string how, TaskPhase task, RunPhase expected)
    {
        var run = Run("one", phase, how);
        var workspace = new WorkspaceState
        {
            Versions = how.Contains("moved", StringComparison.Ordinal) ? [Version(1)] : [],
            Lock = how.Contains("locked", StringComparison.Ordinal) ? new StateLock { Id = "l", Who = "bob", By = "bob", ById = "t-2" } : null,
            Runs = [run],
        };

        var next = Settled(workspace, new Dictionary<string, TaskSighting>(StringComparer.Ordinal) { ["one"] = new(task, 1) });

        var after = next.Runs.Single();
        Assert.Equal(expected, after.Phase);
        Assert.Equal(expected.IsTerminal(), after.EndedAt is not null);
        Assert.Equal(expected.IsTerminal(), after.Spec.Task is null);   // variables and secrets go with its end
        Assert.True(!expected.IsTerminal() || after.Plan?.Bundle is null, "The plan of a run that is over is kept.");
        Assert.True(!expected.IsTerminal() || expected is RunPhase.Applied || after.Reason is not null || how.Contains("only", StringComparison.Ordinal), "Nobody is told why.");
    }

    /// <summary>Its lock goes with it, but for one of which nobody knows whether it still runs; and nobody else's does.</summary>
    [Theory]
    [InlineData(TaskPhase.Failed, "run:one", false)]
    [InlineData(TaskPhase.Cancelled, "run:one", false)]
    [InlineData(TaskPhase.Lost, "run:one", true)]
    [InlineData(TaskPhase.Failed, "t-2", true)]
    public void Next_TheLockOfAnApplyThatIsOver(TaskPhase task, string holder, bool stays)
    {
        var workspace = new WorkspaceState { Lock = new StateLock { Id = "l", By = "x", ById = holder }, Runs = [Run("one", RunPhase.Applying, "")] };

        Assert.Equal(stays, Settled(workspace, new Dictionary<string, TaskSighting>(StringComparer.Ordinal) { ["one"] = new(task) }).Lock is not null);
    }

    [Fact]
    public void Next_PlansTogether_AppliesAlone_AndSaysWhatItWaitsFor()
    {
        var workspace = Settled(new WorkspaceState { Runs = [Run("one", RunPhase.Waiting, ""), Run("two", RunPhase.Waiting, ""), Run("three", RunPhase.Waiting, "")] }, []);

        Assert.Equal([RunPhase.Planning, RunPhase.Planning, RunPhase.Waiting], workspace.Runs.Select(run => run.Phase));
        Assert.Equal("runAwaitsPlans", Assert.Single(RunTransitions.WaitsFor(workspace, workspace.Runs[2], Options)!.Why).Code);

        workspace = Settled(workspace with { Runs = [Run("one", RunPhase.Applying, ""), Run("two", RunPhase.Confirmed, ""), Run("three", RunPhase.Waiting, "")] }, []);
        Assert.Equal([RunPhase.Applying, RunPhase.Confirmed, RunPhase.Waiting], workspace.Runs.Select(run => run.Phase));
        Assert.All(workspace.Runs.Skip(1), run => Assert.Equal("It waits for run one, which changes the workspace.", RunTransitions.WaitsFor(workspace, run, Options)!.Text));
    }

    [Theory]
    [InlineData(RunPhase.Waiting, null, null, RunPhase.Cancelled)]
    [InlineData(RunPhase.Planning, null, null, RunPhase.Planning)]
    [InlineData(RunPhase.Planned, RunPhase.Confirmed, RunPhase.Discarded, RunPhase.Cancelled)]
    [InlineData(RunPhase.Confirmed, null, RunPhase.Discarded, RunPhase.Cancelled)]
    [InlineData(RunPhase.Applying, null, null, RunPhase.Applying)]
    [InlineData(RunPhase.Applied, null, null, null)]
    [InlineData(RunPhase.Discarded, null, null, null)]
    [InlineData(RunPhase.Cancelled, null, null, RunPhase.Cancelled)]
    [InlineData(RunPhase.Stale, null, null, null)]
    public void Words(RunPhase phase, RunPhase? confirmed, RunPhase? discarded, RunPhase? cancelled)
    {
        var run = Run("one", phase, "");

        Assert.Equal(confirmed, RunWords.Confirm(run, Somebody)?.Phase);
        Assert.Equal(discarded, RunWords.Discard(run, Somebody, Now)?.Phase);
        Assert.Equal(cancelled, RunWords.Cancel(run, "ada", Now)?.Phase);
    }

    [Fact]
    public void Words_SaidAgainAreOneWord()
    {
        var confirmed = RunWords.Confirm(Run("one", RunPhase.Planned, ""), Somebody)!;
        var discarded = RunWords.Discard(Run("one", RunPhase.Planned, ""), Somebody, Now)!;

        Assert.Same(confirmed, RunWords.Confirm(confirmed, Somebody));
        Assert.Null(RunWords.Confirm(confirmed, Somebody with { ById = "t-2" }));
        Assert.Same(discarded, RunWords.Discard(discarded, Somebody, Now));
        Assert.Null(RunWords.Confirm(discarded, Somebody));
        Assert.Null(RunWords.Discard(RunWords.Confirm(Run("one", RunPhase.Planned, ""), Somebody)! with { Phase = RunPhase.Applying }, Somebody, Now));
    }

    /// <summary>
    /// Any runs, words, tasks and states that others write, in any order: at most one applies, none applies on a state that moved, none moves once it is over, and of those that are over the newest are kept.
    /// </summary>
    [Fact]
    public void AnyHistory_KeepsItsPromises() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Lives(new Random(seed))).QuickCheckThrowOnFailure();

    private static void Lives(Random random)
    {
        var (workspace, tasks, serial, over) = (new WorkspaceState(), new Dictionary<string, TaskSighting>(StringComparer.Ordinal), 0L, new Dictionary<string, RunPhase>(StringComparer.Ordinal));
        for (var step = 0; step < 200; step++)
        {
            var some = workspace.Runs.Where(run => !run.Phase.IsTerminal() || random.Next(4) == 0).OrderBy(_ => random.Next()).FirstOrDefault();
            switch (random.Next(9))
            {
                case 0 when workspace.Runs.Count(run => !run.Phase.IsTerminal()) < 5:
                    workspace = workspace with { Runs = [.. workspace.Runs, Run($"r{step}", RunPhase.Waiting, random.Next(3) switch { 0 => "auto", 1 => "only", _ => "" }) with { Plan = null }] };
                    break;
                case 1 when random.Next(3) == 0:
                    workspace = workspace with { Versions = [Version(++serial), .. workspace.Versions] };
                    break;
                case 2 or 7 when some is not null && RunWords.Confirm(some, Somebody) is { } next:
                    workspace = RunTransitions.With(workspace, next, Options);
                    break;
                case 3 when some is not null && RunWords.Cancel(some, "ada", Now) is { } next:
                    workspace = RunTransitions.With(workspace, next, Options);
                    break;
                case 4 or 5 when some is not null && some.Phase.IsOnHost() && some.HasBegun:
                    tasks[some.Spec.Id] = new TaskSighting(random.Next(3) > 0 ? TaskPhase.Succeeded : (TaskPhase)random.Next(12));
                    break;
                case >= 6 when some is { Phase: RunPhase.Planning, HasBegun: true, Plan: null }:
                    workspace = RunTransitions.With(workspace, some with { Plan = Plan(hasChanges: random.Next(3) > 0) }, Options);
                    break;
            }

            while (RunTransitions.Next(workspace, tasks, Options, Now) is { } next)
            {
                foreach (var run in next.Runs.Where(run => run.Phase == RunPhase.Applying && workspace.Runs.Single(before => before.Spec.Id == run.Spec.Id).Phase != RunPhase.Applying))
                {
                    Assert.False(RunTransitions.HasMoved(workspace, run), "One applies on a state that moved.");
                    Assert.True(run.Spec.AutoApprove || run.Decision is not null, "One applies that nobody confirmed.");
                    Assert.True(run.Plan?.Bundle is not null, "One applies without a plan.");
                    tasks.Remove(run.Spec.Id);
                }

                workspace = next;
            }

            workspace = workspace with { Runs = [.. workspace.Runs.Select(run => run.Phase.IsOnHost() && !run.HasBegun ? run with { HasBegun = true, Plan = run.Plan ?? (random.Next(4) > 0 ? Plan(hasChanges: true) : null) } : run)] };
            Assert.True(workspace.Runs.Count(run => run.Phase == RunPhase.Applying) <= 1, "Two apply at once.");
            Assert.True(workspace.Runs.Count(run => run.Phase.IsTerminal()) <= Options.KeptRuns, "More are kept than are to be.");
            foreach (var run in workspace.Runs.Where(run => run.Phase.IsTerminal()))
            {
                Assert.Equal(over.GetValueOrDefault(run.Spec.Id, run.Phase), run.Phase);
                over[run.Spec.Id] = run.Phase;
            }
        }
    }

    private static WorkspaceState Settled(WorkspaceState workspace, Dictionary<string, TaskSighting> tasks)
    {
        var first = RunTransitions.Next(workspace, tasks, Options, Now);
        while (first is not null)
        {
            workspace = first;
            first = RunTransitions.Next(workspace, tasks, Options, Now);
        }

        return workspace;
    }

    private static RunState Run(string id, RunPhase phase, string how) => new()
    {
        Spec = new RunSpec
        {
            Id = id,
            Code = "c",
            AgentId = "a",
            AgentName = "host",
            Program = "terraform",
            AutoApprove = how.Contains("auto", StringComparison.Ordinal),
            PlanOnly = how.Contains("only", StringComparison.Ordinal),
            SubmittedBy = "ada",
            SubmittedById = "t-1",
            Digest = "d",
            Task = phase.IsTerminal() ? null : new TaskSpec { AgentId = "a", AgentName = "host", Kind = TaskKind.Shell, Timeout = TimeSpan.FromHours(1), QueueTimeout = TimeSpan.FromHours(1), SubmittedBy = "ada", Digest = "d" },
        },
        Phase = phase,
        HasBegun = phase.IsOnHost(),
        Plan = phase is RunPhase.Waiting || how.Contains("unbrought", StringComparison.Ordinal) ? null : Plan(!how.Contains("same", StringComparison.Ordinal)),
        CancelledBy = how.Contains("cancelled", StringComparison.Ordinal) ? "ada" : null,
        SubmittedAt = Now,
        PlannedAt = phase is RunPhase.Planned or RunPhase.Confirmed or RunPhase.Applying ? how.Contains("old", StringComparison.Ordinal) ? Now - Options.ConfirmWithin : Now : null,
        EndedAt = phase.IsTerminal() ? Now : null,
    };

    private static RunPlan Plan(bool hasChanges) => new() { Bundle = new SealedContent("bundle", 1, 1, "s"), Changes = new SealedContent("changes", 1, 1, "s"), HasChanges = hasChanges, Counts = new PlanCounts(1, 0, 0) };

    private static StateVersion Version(long serial) => new() { Serial = serial, Lineage = "l", Sha256 = $"{serial}", Md5 = "", Size = 1, By = "x", ById = "x", Content = $"content-{serial}", Parts = 1, StoredBytes = 1, SerialAt = 0, SerialLength = 1 };
}
