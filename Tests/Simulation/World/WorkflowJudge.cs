using System.Reflection;
using OrleansOps.Jobs;
using OrleansOps.Workflows;

namespace OrleansOps.Simulation.World;

/// <summary>Judges the lives of workflows.</summary>
internal sealed class WorkflowJudge(SimulatedWorld world)
{
    private bool IsStoreHurt => world.Promises.IsStoreHurt;

    public void Stored(WorkflowEntry entry, MethodInfo method, object? answer)
    {
        if (world.FindWorkflow(entry.Id) is not { } workflow || (method.Name == nameof(IWorkflowStore.Create) && answer is Task<WorkflowState?> { Result: not null }))
        {
            return;
        }

        var (before, after) = (workflow.Stored, entry.State);
        workflow.Stored = after;
        world.Scheduler.Trace.Add($"stored: workflow {workflow.Id} version {after.Version} is {after.Phase}, round {after.Round}: {string.Join(' ', after.Steps.Select(step => step.Phase))}");
        if (IsStoreHurt || before is null)
        {
            return;
        }

        for (var place = 0; place < after.Steps.Count; place++)
        {
            if (before.Round == after.Round)
            {
                Judge(workflow, place, before, after);
            }
        }

        if (after.Phase == WorkflowPhase.Stopped && !workflow.IsStopAsked)
        {
            Break("Nothing is stopped unasked", workflow.Id);
        }

        if (after.Phase.IsTerminal() && workflow.Jobs.FirstOrDefault(job => job is { Stored: not null, IsOver: false }) is { } open)
        {
            Break("A workflow that is over runs nowhere", $"{workflow.Id} is {after.Phase}, and job {open.Id} is {open.Stored!.Phase}");
        }
    }

    /// <summary>A job is stored for the first time.</summary>
    public void Begins(SimulatedJob job)
    {
        if (!IsStoreHurt && job.Spec.Workflow is { } id && world.FindWorkflow(id) is { } workflow
            && workflow.Stored?.Steps[Place(workflow, job)] is not { Phase: StepPhase.Running, HasBegun: false })
        {
            Break("A step's job begins when the step has its turn", $"{job.Id}: {workflow.Stored?.Steps[Place(workflow, job)]}");
        }
    }

    /// <summary>A task of a step is stored for the first time.</summary>
    public void Gets(SimulatedTask task)
    {
        if (IsStoreHurt || task.Job is not { Spec.Workflow: { } id } job || world.FindWorkflow(id) is not { } workflow)
        {
            return;
        }

        foreach (var (variable, output) in workflow.Spec.Steps[Place(workflow, job)].Inputs ?? new Dictionary<string, OutputOfStep>())
        {
            var there = Put(workflow, output);
            if (there.Count > 1 || !string.Equals(task.Spec.Env.GetValueOrDefault(variable), there.FirstOrDefault() ?? output.Default, StringComparison.Ordinal))
            {
                Break("A step gets what the steps before it put out", $"{task.Id} has '{task.Spec.Env.GetValueOrDefault(variable)}', and {workflow.Spec.Steps[output.Step].Name} put out '{string.Join("', '", there)}'");
            }
        }
    }

    public bool AreAllOver() => world.Workflows.All(workflow => (workflow.IsAcknowledged && workflow.IsOver) || (IsStoreHurt && workflow.Stored is null));

    public void JudgeEnd()
    {
        foreach (var workflow in world.Workflows.Where(workflow => !workflow.IsOver && !(IsStoreHurt && workflow.Stored is null)))
        {
            Break("Every workflow reaches its end", $"{workflow.Id} is {workflow.Stored?.Phase.ToString() ?? "not stored"}: {string.Join(' ', workflow.Stored?.Steps.Select(step => step.Phase) ?? [])}");
        }
    }

    private void Judge(SimulatedWorkflow workflow, int place, WorkflowState before, WorkflowState after)
    {
        var (from, to, spec) = (before.Steps[place], after.Steps[place], workflow.Spec.Steps[place]);
        if (from.Phase.IsTerminal() && to != from)
        {
            Break("A step that is over stays so", $"{workflow.Id}: {spec.Name} was {from.Phase} and is {to.Phase}");
        }

        if (from.Phase == StepPhase.Waiting && to.Phase == StepPhase.Running)
        {
            if (spec.Needs.Any(need => !after.Steps[need].Phase.IsTerminal()))
            {
                Break("A step begins when all that it needs is over", $"{workflow.Id}: {spec.Name}");
            }

            if (spec.If is { } test && IsMet(workflow, test) is not true)
            {
                Break("A step runs when its condition holds", $"{workflow.Id}: {spec.Name} has begun, and there is '{string.Join("', '", Put(workflow, test.Output))}'");
            }

            if (before.Phase == WorkflowPhase.Stopping && spec.When != StepCondition.Always)
            {
                Break("Nothing but cleanup begins in a workflow that is being stopped", $"{workflow.Id}: {spec.Name}");
            }
        }

        if (to.IsDeclined && !from.IsDeclined && IsMet(workflow, spec.If!) is not false)
        {
            Break("A step runs when its condition holds", $"{workflow.Id}: {spec.Name} was left out, and there is '{string.Join("', '", Put(workflow, spec.If!.Output))}'");
        }

        if (from.Phase == StepPhase.Running && to.Phase is StepPhase.Succeeded or StepPhase.Failed && workflow.Jobs[place] is { Stored: { } job }
            && (!job.Phase.IsTerminal() || (to.Phase == StepPhase.Succeeded) != (job.Phase == JobPhase.Succeeded)))
        {
            Break("What a workflow says of a step is so", $"{workflow.Id}: {spec.Name} is {to.Phase}, and its job {job.Phase}");
        }

        if (workflow.Jobs[place]?.Stored is { } stored && stored.Round > to.JobRound)
        {
            Break("A step's job runs once in a round", $"{workflow.Id}: {spec.Name} is in round {to.JobRound}, and its job in {stored.Round}");
        }
    }

    /// <summary>Null: that cannot be said.</summary>
    private bool? IsMet(SimulatedWorkflow workflow, OutputTest test)
    {
        var there = Put(workflow, test.Output);
        return (there.Count > 1 ? null : there.FirstOrDefault() ?? test.Output.Default) is { } value ? string.Equals(value, test.Value, StringComparison.Ordinal) != test.IsNot : null;
    }

    /// <summary>The different values that the tasks of a step have set under a name, by what is stored of them.</summary>
    private List<string> Put(SimulatedWorkflow workflow, OutputOfStep output) => workflow.Stored?.Steps[output.Step] is { HasBegun: true } && workflow.Jobs[output.Step] is { Shard: { } shard } job
        ? [.. shard.Hosts
            .Select((host, index) => host is { Turned: true, IsOpen: false } ? world.Find(JobShards.TaskId(job.Id, index + 1, host.Tries))?.Stored?.Result?.Outputs?.GetValueOrDefault(output.Name) : null)
            .OfType<string>().Distinct(StringComparer.Ordinal)]
        : [];

    private static int Place(SimulatedWorkflow workflow, SimulatedJob job) => workflow.Jobs.TakeWhile(each => each != job).Count();

    private void Break(string promise, string how) => world.Promises.Break(promise, how);
}
