using OrleansOps.Schedules;
using OrleansOps.Simulation.Time;
using OrleansOps.Workflows;

namespace OrleansOps.Simulation.World;

/// <summary>Who stores schedules, starts what they start by hand, and pauses them in the end.</summary>
internal sealed class ScheduleOperators(SimulatedWorld world, JobOperators jobs)
{
    private const string Name = "simulation";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private Scheduler Scheduler => world.Scheduler;

    private Chance Chance => world.Scheduler.Chance;

    public void Begin()
    {
        for (var number = 0; number < world.Profile.Schedules; number++)
        {
            var schedule = NewSchedule($"c{number}");
            world.Add(schedule);
            Soon(0, 20, () => Put(schedule));
            if (Chance.Hits(0.3))
            {
                Soon(10, world.Profile.FaultsEnd.TotalSeconds, () => Run(schedule, $"{schedule.Id}-by-hand"));
            }

            Soon(world.Profile.FaultsEnd.TotalSeconds, world.Profile.FaultsEnd.TotalSeconds + 5, () => PauseUntilItIs(schedule));
        }
    }

    private SimulatedSchedule NewSchedule(string id)
    {
        var job = jobs.NewSpec(id);
        var hosts = Enumerable.Range(0, Chance.Whole(1, 3)).Select(_ => Chance.One(world.Agents).Id).ToList();
        var isWorkflow = Chance.Hits(0.4);
        var step = new WorkflowStep { Name = "first", Job = job };
        return new SimulatedSchedule(id, new ScheduleSpec
        {
            // The id of a workflow has the time to the minute.
            Timing = new ScheduleTiming { Every = isWorkflow ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(Chance.Whole(8, 25)) },
            Missed = (ScheduleMissed)Chance.Whole(0, 2),
            MissedMost = Chance.Whole(1, 3),
            Overlap = (ScheduleOverlap)Chance.Whole(0, 2),
            Job = isWorkflow ? null : job,
            Hosts = isWorkflow ? null : hosts,
            Workflow = isWorkflow ? new WorkflowSpec { Steps = [step, step with { Name = "second", Needs = [0], When = StepCondition.Always }], SubmittedBy = Name, Digest = id } : null,
            StepHosts = isWorkflow ? new Dictionary<int, IReadOnlyList<string>> { [0] = hosts, [1] = hosts } : null,
            Digest = id,
        });
    }

    private void Soon(double from, double to, Func<Task> act) => Scheduler.After(Chance.Span(from, to), null, "schedule", () => _ = act());

    /// <summary>Until somebody says that it is stored. A server that is killed answers nobody, so the next try does not wait for this one.</summary>
    private async Task Put(SimulatedSchedule schedule)
    {
        Soon(2, 12, () => schedule.IsAcknowledged ? Task.CompletedTask : Put(schedule));
        if (await Ask(schedule, "puts", async grain => (ScheduleReply?)await grain.Put(schedule.Spec, revision: null)) is { } reply)
        {
            schedule.IsAcknowledged = true;
            if (reply.Status is not (SchedulePutStatus.Created or SchedulePutStatus.Same))
            {
                world.Promises.Break("Storing the same again is the same schedule", $"{schedule.Id}: {reply.Status}");
            }
        }
    }

    /// <summary>Said twice, it is started once.</summary>
    private async Task Run(SimulatedSchedule schedule, string id)
    {
        schedule.ByHand.Add(id);
        await Ask(schedule, $"runs {id} of", grain => grain.Run(id, Name));
        Soon(2, 10, () => Ask(schedule, $"runs {id} again of", grain => grain.Run(id, Name)));
    }

    private Task PauseUntilItIs(SimulatedSchedule schedule)
    {
        if (schedule is { IsAcknowledged: true, IsOver: true })
        {
            return Task.CompletedTask;
        }

        Scheduler.After(LookEvery, null, "schedule", () => _ = PauseUntilItIs(schedule));
        return Ask(schedule, "pauses", grain => grain.Pause(Name));
    }

    private async Task<T?> Ask<T>(SimulatedSchedule schedule, string what, Func<IScheduleGrain, Task<T?>> ask)
        where T : class
    {
        if (world.Server is not { IsUp: true } server)
        {
            return null;
        }

        try
        {
            Scheduler.Trace.Add($"operator: {what} {schedule.Id}");
            return await ask(server.Grains.GetGrain<IScheduleGrain>(schedule.Id));
        }
        catch (Exception failed)
        {
            Scheduler.Trace.Add($"operator: {what} {schedule.Id}: failed: {failed.Message}");
            return null;
        }
    }
}
