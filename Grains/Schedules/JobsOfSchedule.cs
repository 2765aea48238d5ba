using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Schedules;

/// <summary>The jobs of one schedule: starts them, and asks whether one is over.</summary>
internal sealed class JobsOfSchedule(GrainScope grain, IGrainFactory grains)
{
    /// <summary>The label of its tasks that says which schedule they belong to.</summary>
    private const string Label = "schedule";

    private const string LabelOfJob = "job";

    public async Task<bool> IsOpen(string? jobId) => jobId is not null && await grain.Grain<IJobGrain>(jobId).Describe() is { } job && !job.Phase.IsTerminal();

    /// <summary>The job, if this schedule has started it.</summary>
    public async Task<bool> IsOwn(string jobId) => IsOwn(await grain.Grain<IJobGrain>(jobId).Describe());

    /// <summary>Ends a job, as far as it is not over.</summary>
    public Task Stop(string jobId) => grain.Grain<IJobGrain>(jobId).Stop($"schedule {grain.Key}");

    /// <summary>Starts a job, unless that was done before. Answers why there is none; null: there is.</summary>
    public async Task<(ScheduleRunStatus Status, Said? Why)> Start(string jobId, ScheduleSpec schedule)
    {
        var job = grain.Grain<IJobGrain>(jobId);
        if (await job.Describe() is { } there)   // which hosts there are now does not matter any more
        {
            return IsOwn(there) ? (ScheduleRunStatus.Repeated, null) : (ScheduleRunStatus.Conflict, ScheduleReasons.IdTaken(jobId));
        }

        var (hosts, why) = await Hosts(schedule);
        if (hosts is null)
        {
            return (ScheduleRunStatus.NoHosts, why);
        }

        var reply = await job.Submit(Order(jobId, schedule.Job), hosts);
        return reply.Status == SubmitStatus.Conflict && !IsOwn(reply.Job) ? (ScheduleRunStatus.Conflict, ScheduleReasons.IdTaken(jobId)) : (ScheduleRunStatus.Started, null);
    }

    private JobSpec Order(string jobId, JobSpec job) => job with
    {
        Task = job.Task with { Labels = new Dictionary<string, string>(job.Task.Labels, StringComparer.Ordinal) { [LabelOfJob] = jobId, [Label] = grain.Key } },
        Schedule = grain.Key,
        Digest = $"{job.Digest}:{jobId}",
    };

    private bool IsOwn(JobView? job) => string.Equals(job?.Spec.Schedule, grain.Key, StringComparison.Ordinal);

    private async Task<(IReadOnlyList<JobTarget>? Hosts, Said? Why)> Hosts(ScheduleSpec schedule)
    {
        if (schedule.Hosts is { } names)
        {
            return Named(names, await grains.HostsThat(_ => true, CancellationToken.None));
        }

        var on = schedule.Job.On!;
        var chosen = await grains.HostsThat(HostExpression.Parse(on).Chooses!, CancellationToken.None);
        return chosen.Count switch
        {
            0 => (null, ScheduleReasons.NoHosts(on)),
            > ChosenHosts.Most => (null, ScheduleReasons.TooManyHosts(ChosenHosts.Most)),
            _ => (chosen, null),
        };
    }

    /// <summary>Each has one turn, be it named by its id and its name.</summary>
    private static (IReadOnlyList<JobTarget>? Hosts, Said? Why) Named(IReadOnlyList<string> names, List<JobTarget> all)
    {
        var (byId, byName) = (all.ToDictionary(host => host.AgentId, StringComparer.Ordinal), all.ToLookup(host => host.Name, StringComparer.Ordinal));
        var found = new List<JobTarget>(names.Count);
        foreach (var name in names)
        {
            var named = byId.TryGetValue(name, out var same) ? [same] : byName[name].ToList();
            if (named is not [var host])
            {
                return (null, named.Count == 0 ? ScheduleReasons.HostUnknown(name) : ScheduleReasons.HostAmbiguous(name));
            }

            found.Add(host);
        }

        return ([.. found.DistinctBy(host => host.AgentId)], null);
    }
}
