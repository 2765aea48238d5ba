using OrleansOps.Jobs;
using OrleansOps.Workflows;

namespace OrleansOps.Simulation.World;

/// <summary>One workflow as the world knows it: what was asked for, its jobs, and what is stored.</summary>
/// <param name="jobs">Of each step; null: it is none.</param>
internal sealed class SimulatedWorkflow(string id, WorkflowSpec spec, IReadOnlyList<SimulatedJob?> jobs)
{
    public string Id => id;

    public WorkflowSpec Spec => spec;

    public IReadOnlyList<SimulatedJob?> Jobs => jobs;

    public IReadOnlyList<IReadOnlyList<JobTarget>> Hosts => [.. jobs.Select(job => job?.Hosts ?? [])];

    /// <summary>Its submitter was told that it is stored.</summary>
    public bool IsAcknowledged { get; set; }

    public bool IsStopAsked { get; private set; }

    public WorkflowState? Stored { get; set; }

    /// <summary>Whatever of its jobs runs may be cancelled from here on.</summary>
    public void AskStop()
    {
        IsStopAsked = true;
        foreach (var job in jobs.OfType<SimulatedJob>())
        {
            job.IsStopAsked = true;
        }
    }

    public bool IsOver => Stored is { } workflow && workflow.Phase.IsTerminal();
}
