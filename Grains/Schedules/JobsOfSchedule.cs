using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Schedules;

/// <summary>The jobs of one schedule.</summary>
internal sealed class JobsOfSchedule(GrainScope grain, IGrainFactory grains) : IStartsOfSchedule
{
    public async Task<bool> IsOpen(string id) => await Job(id).Describe() is { } job && !job.Phase.IsTerminal();

    public async Task<bool> IsOwn(string id) => IsOwn(await Job(id).Describe());

    public Task Stop(string id) => Job(id).Stop($"schedule {grain.Key}");

    public async Task<(ScheduleRunStatus Status, Said? Why)> Start(string id, ScheduleSpec schedule)
    {
        if (await Job(id).Describe() is { } there)   // which hosts there are now does not matter any more
        {
            return IsOwn(there) ? (ScheduleRunStatus.Repeated, null) : (ScheduleRunStatus.Conflict, ScheduleReasons.IdTaken(new StartedOrder(id, IsWorkflow: false)));
        }

        var job = schedule.Job!;
        var (hosts, why) = await grains.Find(job.On, schedule.Hosts);
        if (hosts is null)
        {
            return (ScheduleRunStatus.NoHosts, why);
        }

        var reply = await Job(id).Submit(job.StartedBy(grain.Key, id) with { Digest = $"{job.Digest}:{id}" }, hosts);
        return reply.Status == SubmitStatus.Conflict && !IsOwn(reply.Job)
            ? (ScheduleRunStatus.Conflict, ScheduleReasons.IdTaken(new StartedOrder(id, IsWorkflow: false)))
            : (ScheduleRunStatus.Started, null);
    }

    private IJobGrain Job(string id) => grain.Grain<IJobGrain>(id);

    private bool IsOwn(JobView? job) => string.Equals(job?.Spec.Schedule, grain.Key, StringComparison.Ordinal);
}
