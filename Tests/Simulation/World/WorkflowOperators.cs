using OrleansOps.Simulation.Time;
using OrleansOps.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.Simulation.World;

/// <summary>Who submits workflows, approves or rejects their steps, and stops and retries some.</summary>
internal sealed class WorkflowOperators(SimulatedWorld world, JobOperators jobs)
{
    private const string Name = "simulation";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private Scheduler Scheduler => world.Scheduler;

    private Chance Chance => world.Scheduler.Chance;

    public void Begin()
    {
        for (var number = 0; number < world.Profile.Workflows; number++)
        {
            var workflow = NewWorkflow($"w{number}");
            world.Add(workflow);
            Soon(0, world.Profile.FaultsEnd.TotalSeconds, () => Submit(workflow));
            SaySometimes(0.2, "stops", workflow, grain =>
            {
                workflow.AskStop();
                return grain.Stop(Name);
            });
            SaySometimes(0.3, "retries", workflow, grain => grain.Retry(2, Name));
            SaySometimes(0.3, "rejects in", workflow, grain => grain.Decide($"s{Chance.Whole(0, workflow.Jobs.Count - 1)}", new ApprovalDecision(Approves: false, Name, Comment: null)));
            Soon(0, world.Profile.FaultsEnd.TotalSeconds, () => KeepApproving(workflow));
        }
    }

    private SimulatedWorkflow NewWorkflow(string id)
    {
        var steps = new List<WorkflowStep>();
        var made = new List<SimulatedJob?>();
        for (var place = 0; place < Chance.Whole(1, 4); place++)
        {
            var step = new WorkflowStep
            {
                Name = $"s{place}",
                Needs = [.. Enumerable.Range(0, place).Where(_ => Chance.Hits(0.5))],
                When = (StepCondition)Chance.Whole(0, 2),
                MayFail = Chance.Hits(0.3),
            };
            var sources = step.Needs.Where(need => made[need] is not null).ToList();
            var source = sources.Count > 0 ? new OutputOfStep(Chance.One(sources), Chance.Hits(0.5) ? "alike" : "last", Chance.Hits(0.6) ? "none" : null) : null;
            step = source is not null && Chance.Hits(0.3) ? step with { If = new OutputTest(source, Chance.Hits(0.5) ? "same" : "none", Chance.Hits(0.5)) } : step;
            var kind = Chance.Whole(0, 5);
            var job = kind > 1 ? jobs.NewStep(WorkflowIds.JobId(id, step.Name), id) : null;
            made.Add(job);
            steps.Add(kind switch
            {
                0 => step with { Wait = Chance.Span(1, 20) },
                1 => step with { Approval = new ApprovalSpec(Message: null, [], Chance.Hits(0.3) ? Chance.Span(5, 60) : null) },
                _ => step with
                {
                    Job = job!.Spec,
                    Hosts = job.Hosts.Count,
                    Inputs = source is not null && Chance.Hits(0.5) ? new Dictionary<string, OutputOfStep>(StringComparer.Ordinal) { ["GIVEN"] = source } : null,
                },
            });
        }

        return new SimulatedWorkflow(id, new WorkflowSpec { Steps = steps, SubmittedBy = Name, Digest = id }, made);
    }

    private void SaySometimes(double share, string what, SimulatedWorkflow workflow, Func<IWorkflowGrain, Task<WorkflowChange?>> word)
    {
        if (Chance.Hits(share))
        {
            Soon(0, world.Profile.CalmFrom.TotalSeconds, () => Ask(workflow, what, word));
        }
    }

    private void Soon(double from, double to, Func<Task> act) => Scheduler.After(Chance.Span(from, to), null, "workflow", () => _ = act());

    /// <summary>Until somebody says that it is stored. A server that is killed answers nobody, so the next try does not wait for this one.</summary>
    private async Task Submit(SimulatedWorkflow workflow)
    {
        Soon(2, 12, () => workflow.IsAcknowledged ? Task.CompletedTask : Submit(workflow));
        if (await Ask(workflow, "submits", async grain => (WorkflowReply?)await grain.Submit(workflow.Spec, workflow.Hosts)) is { } reply)
        {
            workflow.IsAcknowledged = true;
            if (reply.Status == SubmitStatus.Conflict)
            {
                world.Promises.Break("Submitting the same again is the same workflow", workflow.Id);
            }
        }
    }

    /// <summary>Without an end: one that was over may be asked for again.</summary>
    private Task KeepApproving(SimulatedWorkflow workflow)
    {
        Scheduler.After(LookEvery, null, "workflow", () => _ = KeepApproving(workflow));
        var waiting = workflow.Spec.Steps.Where((step, place) => step.Approval is not null && workflow.Stored?.Steps[place].Phase == StepPhase.Running).FirstOrDefault();
        return waiting is null ? Task.CompletedTask : Ask(workflow, $"approves {waiting.Name} of", grain => grain.Decide(waiting.Name, new ApprovalDecision(Approves: true, Name, Comment: null)));
    }

    private async Task<T?> Ask<T>(SimulatedWorkflow workflow, string what, Func<IWorkflowGrain, Task<T?>> ask)
        where T : class
    {
        if (world.Server is not { IsUp: true } server)
        {
            return null;
        }

        try
        {
            Scheduler.Trace.Add($"operator: {what} {workflow.Id}");
            return await ask(server.Grains.GetGrain<IWorkflowGrain>(workflow.Id));
        }
        catch (Exception failed)
        {
            Scheduler.Trace.Add($"operator: {what} {workflow.Id}: failed: {failed.Message}");
            return null;
        }
    }
}
