using System.Reflection;
using OrleansOps.Jobs;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>Judges the lives of jobs.</summary>
internal sealed class JobJudge(SimulatedWorld world, WorkflowJudge workflows)
{
    private bool IsStoreHurt => world.Promises.IsStoreHurt;

    public void Stored(JobEntry entry, MethodInfo method, object? answer)
    {
        if (world.FindJob(entry.Id) is not { } job || (method.Name == nameof(IJobStore.Create) && answer is Task<JobState?> { Result: not null }))
        {
            return;
        }

        var before = job.Stored;
        if (before is null)
        {
            workflows.Begins(job);
        }

        job.Stored = entry.State;
        world.Scheduler.Trace.Add($"stored: job {job.Id} version {entry.State.Version} is {entry.State.Phase}, round {entry.State.Round}, batch {entry.State.Batch}: {entry.State.Reason}");
        if (entry.State.Phase.IsTerminal() && before?.Phase.IsTerminal() != true && !IsStoreHurt)
        {
            Ended(job, entry.State);
        }
    }

    public void Stored(string jobId, ShardState shard)
    {
        if (world.FindJob(jobId) is not { } job)
        {
            return;
        }

        var before = job.Shard;
        job.Shard = shard;
        world.Scheduler.Trace.Add($"stored: hosts of {jobId} version {shard.Version}, round {shard.Round}: {string.Join(' ', shard.Hosts.Select(host => host.State))}");
        if (IsStoreHurt || job.Stored is not { } stored || shard.Round != stored.Round)
        {
            return;
        }

        var (turned, open) = (Turned(shard), shard.Hosts.Count(host => host.IsOpen));
        if (turned > JobTransitions.Ends(stored)[stored.Batch])
        {
            Break("No host has its turn beyond its batch", $"{jobId}: {turned} hosts in batch {stored.Batch}, which ends at {JobTransitions.Ends(stored)[stored.Batch]}");
        }

        if (open > stored.MaxConcurrent)
        {
            Break("No more hosts run at once than may", $"{jobId}: {open} of {stored.MaxConcurrent}");
        }

        if (stored.Phase.IsTerminal() && before is not null && before.Round == shard.Round && turned > Turned(before))
        {
            Break("Nothing begins in a job that is over", $"{jobId} is {stored.Phase}, and {turned - Turned(before)} hosts had their turn");
        }

        if (shard.Hosts.Any(host => host.Tries > shard.Round))
        {
            Break("A host has one turn in a round", $"{jobId}: {shard.Hosts.Max(host => host.Tries)} tries in round {shard.Round}");
        }
    }

    public bool AreAllOver() => world.Jobs.All(job => (job.IsAcknowledged && job.IsOver) || IsLostByStore(job) || (job.Spec.Workflow is not null && (job.IsOver || job.Stored is null)));

    public void JudgeEnd()
    {
        foreach (var job in world.Jobs.Where(job => !IsLostByStore(job) && (job.Spec.Workflow is null || job.Stored is not null)))
        {
            if (!job.IsOver)
            {
                Break("Every job reaches its end", $"{job.Id} is {job.Stored?.Phase.ToString() ?? "not stored"}: {job.Stored?.Reason}; {string.Join(' ', job.Shard?.Hosts.Select(host => host.State) ?? [])}");
            }
            else if (!IsStoreHurt)
            {
                JudgeHosts(job);
            }
        }
    }

    private void Ended(SimulatedJob job, JobState stored)
    {
        if (job.Shard!.Hosts.FirstOrDefault(host => host.IsOpen) is { } open)
        {
            Break("A job that is over runs nowhere", $"{job.Id} is {stored.Phase}, and {open.Name} is open");
        }

        if (stored.Phase == JobPhase.Stopped && !job.IsStopAsked)
        {
            Break("Nothing is stopped unasked", job.Id);
        }

        if ((stored.Phase == JobPhase.Succeeded) != job.Shard.Hosts.All(host => host.State == JobHostState.Succeeded) && stored.Phase != JobPhase.Stopped)
        {
            Break("A job succeeds when all of its hosts do", $"{job.Id} is {stored.Phase}: {string.Join(' ', job.Shard.Hosts.Select(host => host.State))}");
        }

        JudgeHosts(job);
    }

    /// <summary>What a job says of a host is what its task says.</summary>
    private void JudgeHosts(SimulatedJob job)
    {
        for (var index = 0; index < job.Shard!.Hosts.Count; index++)
        {
            var host = job.Shard.Hosts[index];
            if (host.Turned && host.Reason is null && world.Find(JobShards.TaskId(job.Id, index + 1, host.Tries))?.Stored is var task && task?.Phase != host.Phase)
            {
                Break("What a job says of a host is so", $"{job.Id}: host {index + 1} is {host.Phase}, and its task {task?.Phase.ToString() ?? "is not stored"}");
            }
        }
    }

    private static int Turned(ShardState shard) => shard.Hosts.Count(host => host.Turned && host.Round == shard.Round);

    private bool IsLostByStore(SimulatedJob job) => IsStoreHurt && job.Stored is null;

    private void Break(string promise, string how) => world.Promises.Break(promise, how);
}
