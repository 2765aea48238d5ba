using OrleansOps.Jobs;
using OrleansOps.Simulation.Machines;
using OrleansOps.Simulation.Time;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>Who submits jobs, and pauses, resumes, stops and retries some.</summary>
internal sealed class JobOperators(SimulatedWorld world, Func<string, string?, Script> newScript)
{
    private const string Name = "simulation";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private Scheduler Scheduler => world.Scheduler;

    private Chance Chance => world.Scheduler.Chance;

    public void Begin()
    {
        for (var number = 0; number < world.Profile.Jobs; number++)
        {
            var job = NewJob($"j{number}");
            world.Add(job);
            Soon(0, world.Profile.FaultsEnd.TotalSeconds, () => Submit(job));
            SaySometimes(0.3, "pauses", job, grain => grain.Pause(Name));
            SaySometimes(0.15, "stops", job, grain =>
            {
                job.IsStopAsked = true;
                return grain.Stop(Name);
            });
            SaySometimes(0.3, "retries", job, grain => grain.Retry(2, (JobRetry)Chance.Whole(0, 1), Name));
            Soon(0, world.Profile.CalmFrom.TotalSeconds, () => Read(job));
            Soon(world.Profile.FaultsEnd.TotalSeconds, world.Profile.FaultsEnd.TotalSeconds + 5, () => ResumeUntilOver(job));
        }
    }

    /// <summary>A task of a job as it comes to be.</summary>
    public SimulatedTask NewTask(SimulatedJob job, TaskEntry entry) => new(
        entry.Id, world.Agents.Single(agent => agent.Id == entry.State.Spec!.AgentId), entry.State.Spec!, newScript(entry.Id, null))
    { Job = job, IsAcknowledged = true };

    /// <summary>The job of a workflow's step, which nobody talks to but the workflow.</summary>
    public SimulatedJob NewStep(string id, string workflow)
    {
        var job = NewJob(id);
        var step = new SimulatedJob(id, job.Spec with { Workflow = workflow, Pause = JobPause.Never }, job.Hosts);
        world.Add(step);
        return step;
    }

    /// <summary>What a schedule starts: nobody need say a word for it to end.</summary>
    public JobSpec NewSpec(string id) => NewJob(id).Spec with { Pause = JobPause.Never };

    private SimulatedJob NewJob(string id)
    {
        // A host may stand there more than once: there are few of them, and the grains do not mind.
        var hosts = Enumerable.Range(0, Chance.Whole(1, 7)).Select(_ => Chance.One(world.Agents).Id).Select(host => new JobTarget(host, host)).ToList();
        string[] batches = ["1", "2", "1,50%", "1,+1"];
        return new SimulatedJob(id, new JobSpec
        {
            Task = new TaskSpec
            {
                AgentId = "",
                AgentName = "",
                Kind = TaskKind.Shell,
                Script = [(byte)'#'],
                Timeout = Chance.Span(2, 20),
                QueueTimeout = world.Profile.IsPatient ? TimeSpan.FromHours(5) : Chance.Span(10, 120),
                Grace = new CancelGrace(Chance.Span(0, 3), Chance.Span(0, 2)),
                SubmittedBy = Name,
                Digest = id,
                Lock = Chance.Hits(0.2) ? "fleet" : null,
                Retry = Chance.Hits(0.2) ? new FailureRetry(1, Chance.Span(1, 8)) : null,
                OnLost = Chance.Hits(0.25) ? OnLost.Retry : OnLost.Fail,
            },
            Batches = Chance.Hits(0.5) ? JobBatches.Parse(Chance.One(batches)).Batches : [],
            Pause = (JobPause)Chance.Whole(0, 2),
            MaxConcurrent = Chance.Whole(1, 5),
            MaxErrors = Chance.Hits(0.5) ? new JobErrorLimit(Chance.Whole(0, 2), IsPercent: false) : null,
            Digest = id,
        }, hosts);
    }

    private void SaySometimes(double share, string what, SimulatedJob job, Func<IJobGrain, Task<JobChange?>> word)
    {
        if (Chance.Hits(share))
        {
            Soon(0, world.Profile.CalmFrom.TotalSeconds, () => Ask(job, what, word));
        }
    }

    private void Soon(double from, double to, Func<Task> act) => Scheduler.After(Chance.Span(from, to), null, "job", () => _ = act());

    /// <summary>Until somebody says that it is stored. A server that is killed answers nobody, so the next try does not wait for this one.</summary>
    private async Task Submit(SimulatedJob job)
    {
        Soon(2, 12, () => job.IsAcknowledged ? Task.CompletedTask : Submit(job));
        if (await Ask(job, "submits", async grain => (JobReply?)await grain.Submit(job.Spec, job.Hosts)) is { } reply)
        {
            job.IsAcknowledged = true;
            if (reply.Status == SubmitStatus.Conflict)
            {
                world.Promises.Break("Submitting the same again is the same job", job.Id);
            }
        }
    }

    private async Task Read(SimulatedJob job)
    {
        if (await Ask(job, "reads", grain => grain.Describe()) is { } view && view.Counts.All != job.Hosts.Count)
        {
            world.Promises.Break("A job that is read tells of all of its hosts", $"{job.Id}: {view.Counts.All} of {job.Hosts.Count}");
        }
    }

    /// <summary>One that is over may still be retried, and paused again, by somebody who speaks late.</summary>
    private Task ResumeUntilOver(SimulatedJob job)
    {
        if (job.IsOver && Scheduler.Now > world.Profile.CalmFrom.Ticks)
        {
            return Read(job);
        }

        Scheduler.After(LookEvery, null, "job", () => _ = ResumeUntilOver(job));
        return job.IsOver ? Task.CompletedTask : Ask(job, "resumes", grain => grain.Resume());
    }

    private async Task<T?> Ask<T>(SimulatedJob job, string what, Func<IJobGrain, Task<T?>> ask)
        where T : class
    {
        if (world.Server is not { IsUp: true } server)
        {
            return null;
        }

        try
        {
            Scheduler.Trace.Add($"operator: {what} {job.Id}");
            return await ask(server.Grains.GetGrain<IJobGrain>(job.Id));
        }
        catch (Exception failed)
        {
            Scheduler.Trace.Add($"operator: {what} {job.Id}: failed: {failed.Message}");
            return null;
        }
    }
}
