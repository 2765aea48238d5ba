using OrleansOps.Jobs;
using OrleansOps.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.Schedules;

/// <summary>The workflows of one schedule.</summary>
internal sealed class WorkflowsOfSchedule(GrainScope grain, IGrainFactory grains) : IStartsOfSchedule
{
    public async Task<bool> IsOpen(string id) => await Workflow(id).Describe() is { } workflow && !workflow.Phase.IsTerminal();

    public async Task<bool> IsOwn(string id) => IsOwn(await Workflow(id).Describe());

    /// <summary>Said once: a second word would end the steps that always run, too.</summary>
    public async Task Stop(string id)
    {
        if (await Workflow(id).Describe() is { Phase: WorkflowPhase.Running })
        {
            await Workflow(id).Stop($"schedule {grain.Key}");
        }
    }

    public async Task<(ScheduleRunStatus Status, Said? Why)> Start(string id, ScheduleSpec schedule)
    {
        if (await Workflow(id).Describe() is { } there)   // which hosts there are now does not matter any more
        {
            return IsOwn(there) ? (ScheduleRunStatus.Repeated, null) : (ScheduleRunStatus.Conflict, ScheduleReasons.IdTaken(new StartedOrder(id, IsWorkflow: true)));
        }

        var (hosts, why) = await Hosts(schedule);
        if (hosts is null)
        {
            return (ScheduleRunStatus.NoHosts, why);
        }

        var reply = await Workflow(id).Submit(Order(id, schedule.Workflow!, hosts), hosts);
        return reply.Status == SubmitStatus.Conflict && !IsOwn(reply.Workflow)
            ? (ScheduleRunStatus.Conflict, ScheduleReasons.IdTaken(new StartedOrder(id, IsWorkflow: true)))
            : (ScheduleRunStatus.Started, null);
    }

    private WorkflowSpec Order(string id, WorkflowSpec workflow, List<IReadOnlyList<JobTarget>> hosts) => workflow with
    {
        Schedule = grain.Key,
        Digest = $"{workflow.Digest}:{id}",
        Steps = [.. workflow.Steps.Select((step, place) => step.Job is not { } job ? step : step with
        {
            Hosts = hosts[place].Count,
            Job = job.StartedBy(grain.Key, WorkflowIds.JobId(id, step.Name)) with { Workflow = id },
        })],
    };

    /// <summary>The hosts of each step, none for one that is no job; or why there are none.</summary>
    private async Task<(List<IReadOnlyList<JobTarget>>? Hosts, Said? Why)> Hosts(ScheduleSpec schedule)
    {
        var hosts = new List<IReadOnlyList<JobTarget>>();
        foreach (var (step, place) in schedule.Workflow!.Steps.Select((step, place) => (step, place)))
        {
            var (found, why) = step.Job is { } job ? await grains.Find(job.On, schedule.StepHosts?.GetValueOrDefault(place)) : ([], null);
            if (found is null)
            {
                return (null, Said.All([ScheduleReasons.NoHostsOfStep(step.Name), why]));
            }

            hosts.Add(found);
        }

        return hosts.Sum(each => each.Count) <= ChosenHosts.Most ? (hosts, null) : (null, ScheduleReasons.TooManyHosts(ChosenHosts.Most));
    }

    private IWorkflowGrain Workflow(string id) => grain.Grain<IWorkflowGrain>(id);

    private bool IsOwn(WorkflowView? workflow) => string.Equals(workflow?.Spec.Schedule, grain.Key, StringComparison.Ordinal);
}
