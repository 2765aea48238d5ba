using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>The jobs of a workflow's steps: brings them to begin and to stop, and knows how they stood when they were asked last.</summary>
internal sealed class JobsOfWorkflow(GrainScope grain, StoredWorkflow workflow)
{
    /// <summary>By the place of the step. Null: there is none.</summary>
    private readonly Dictionary<int, JobView?> _known = [];

    /// <summary>What is known of the job of each step.</summary>
    public IReadOnlyList<JobView?> Known => [.. workflow.Now.Steps.Select((_, place) => _known.GetValueOrDefault(place))];

    /// <summary>How each stands in the round that is meant, or a later one; null: not known; None: there is none.</summary>
    public IReadOnlyList<JobPhase?> Phases => [.. workflow.Now.Steps.Select((step, place) => Phase(step, place))];

    /// <summary>Asks those that are not over, and those of which nothing is known.</summary>
    public Task Ask() => Task.WhenAll(Places()
        .Where(place => workflow.Now.Steps[place] is { HasBegun: true } step && (step.Phase == StepPhase.Running || !_known.ContainsKey(place)))
        .Select(async place => _known[place] = await Grain(place).Describe()));

    /// <summary>Brings the jobs of steps that have their turn to begin; the steps for which that is now known.</summary>
    public async Task<IReadOnlyList<int>> Begin()
    {
        var places = Places().Where(place => workflow.Now.Steps[place] is { Phase: StepPhase.Running, HasBegun: false }).ToList();
        await Task.WhenAll(places.Select(async place => _known[place] = await Begin(place)));
        return places;
    }

    /// <summary>Tells those that are to stop, as often as it takes.</summary>
    public Task Stop() => Task.WhenAll(Places()
        .Where(place => workflow.Now.Steps[place].HasBegun && WorkflowTransitions.IsToStop(workflow.Now, place) && Phase(workflow.Now.Steps[place], place) is { } phase
            && phase != JobPhase.Stopping && !phase.IsTerminal())
        .Select(async place => _known[place] = (await Grain(place).Stop(workflow.Now.StoppedBy!))?.Job));

    private async Task<JobView?> Begin(int place)
    {
        var (step, spec) = (workflow.Now.Steps[place], workflow.Now.Spec!);
        return step.JobRound == 1
            ? (await Grain(place).Submit(spec.Steps[place].Job!, await workflow.Hosts(place))).Job

            // Where operators have run the job again meanwhile, what came of that counts.
            : (await Grain(place).Retry(step.JobRound, JobRetry.Unsuccessful, spec.SubmittedBy ?? ""))?.Job;
    }

    private JobPhase? Phase(StepState step, int place) => !_known.TryGetValue(place, out var job) ? null
        : job is null ? JobPhase.None
        : job.Round >= step.JobRound ? job.Phase
        : null;

    private IEnumerable<int> Places() => Enumerable.Range(0, workflow.Now.Steps.Count).Where(place => workflow.Now.Spec!.Steps[place].Job is not null);

    private IJobGrain Grain(int place) => grain.Grain<IJobGrain>(WorkflowIds.JobId(grain.Key, workflow.Now.Spec!.Steps[place].Name));
}
