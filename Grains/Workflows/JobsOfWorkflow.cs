using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>The jobs of a workflow's steps: brings them to begin and to stop, and knows how they stood when they were asked last.</summary>
internal sealed class JobsOfWorkflow(GrainScope grain, StoredWorkflow workflow)
{
    /// <summary>By the place of the step. Null: there is none.</summary>
    private readonly Dictionary<int, JobView?> _known = [];

    /// <summary>By the place of the step and the round of its job.</summary>
    private readonly Dictionary<(int Place, int Round), OutputsOfJob> _outputs = [];

    /// <summary>What is known of the job of each step.</summary>
    public IReadOnlyList<JobView?> Known => [.. workflow.Now.Steps.Select((_, place) => _known.GetValueOrDefault(place))];

    /// <summary>How each stands in the round that is meant, or a later one; null: not known; None: there is none.</summary>
    public IReadOnlyList<JobPhase?> Phases => [.. workflow.Now.Steps.Select((step, place) => Phase(step, place))];

    /// <summary>What each has put out in the round that is meant, once it is over; null: not known.</summary>
    public IReadOnlyList<OutputsOfJob?> Outputs => [.. workflow.Now.Steps.Select((step, place) => _outputs.GetValueOrDefault((place, step.JobRound)))];

    /// <summary>Asks those that are not over, and those of which nothing is known.</summary>
    public Task Ask() => Task.WhenAll(Places()
        .Where(place => workflow.Now.Steps[place] is { HasBegun: true } step && (step.Phase == StepPhase.Running || !_known.ContainsKey(place)))
        .Select(async place => _known[place] = await Grain(place).Describe()));

    /// <summary>Asks those that are over what they have put out: that is stored with their end.</summary>
    public Task Hear() => Task.WhenAll(Places()
        .Where(place => workflow.Now.Steps[place] is { HasBegun: true, Phase: StepPhase.Running } step && !_outputs.ContainsKey((place, step.JobRound))
            && Phase(step, place) is { } phase && phase.IsTerminal())
        .Select(async place => _outputs[(place, workflow.Now.Steps[place].JobRound)] = await Grain(place).Outputs() ?? OutputsOfJob.None));

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
        var (state, spec) = (workflow.Now.Steps[place], workflow.Now.Spec!);
        var (step, inputs) = (spec.Steps[place], StepInputs.Of(workflow.Now, spec.Steps[place]).Values);
        if (state.JobRound == 1)
        {
            var job = step.Job!;
            return (await Grain(place).Submit(job with { Task = job.Task.With(inputs) }, await workflow.Hosts(place))).Job;
        }

        // Where operators have run the job again meanwhile, what came of that counts.
        var by = spec.SubmittedBy ?? "";
        return (step.Inputs is null
            ? await Grain(place).Retry(state.JobRound, JobRetry.Unsuccessful, by)
            : await Grain(place).RetryWith(state.JobRound, JobRetry.Unsuccessful, by, inputs))?.Job;
    }

    private JobPhase? Phase(StepState step, int place) => !_known.TryGetValue(place, out var job) ? null
        : job is null ? JobPhase.None
        : job.Round >= step.JobRound ? job.Phase
        : null;

    private IEnumerable<int> Places() => Enumerable.Range(0, workflow.Now.Steps.Count).Where(place => workflow.Now.Spec!.Steps[place].Job is not null);

    private IJobGrain Grain(int place) => grain.Grain<IJobGrain>(WorkflowIds.JobId(grain.Key, workflow.Now.Spec!.Steps[place].Name));
}
