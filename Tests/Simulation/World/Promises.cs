using System.Reflection;
using OrleansOps.HostAgent;
using OrleansOps.Jobs;
using OrleansOps.Locks;
using OrleansOps.Logs;
using OrleansOps.Protocol;
using OrleansOps.Schedules;
using OrleansOps.Simulation.Machines;
using OrleansOps.Tasks;
using OrleansOps.Workflows;

namespace OrleansOps.Simulation.World;

/// <summary>What is promised, looked at after every step in which it could have been broken.</summary>
internal sealed class Promises(SimulatedWorld world)
{
    private readonly TaskJudge _tasks = new(world);
    private readonly LockJudge _locks = new(world);
    private readonly LogJudge _logs = new(world);
    private readonly FollowJudge _followers = new(world);
    private readonly WorkflowJudge _workflows = new(world);
    private readonly ScheduleJudge _schedules = new(world);
    private JobJudge? _ofJobs;

    private JobJudge Jobs => _ofJobs ??= new JobJudge(world, _workflows);

    /// <summary>The first promise that was broken, and how.</summary>
    public string? Broken { get; private set; }

    /// <summary>The store lost what it had acknowledged: what follows from that is no breach.</summary>
    public bool IsStoreHurt { get; private set; }

    public void Break(string promise, string how)
    {
        world.Scheduler.Trace.Add($"BROKEN: {promise}: {how}");
        Broken ??= $"{promise}: {how}";
    }

    public void Watch(Machine machine)
    {
        machine.WhenStarted = Started;
        machine.WhenRemoved = attempt => Removed(machine, attempt, "deleted");
        machine.WhenReleased = _logs.Released;
        machine.WhenSetAside = SetAside;
        world.Database.WhenApplied = Applied;
    }

    public void Submitted(SimulatedTask task, SubmitReply reply)
    {
        world.Scheduler.Trace.Add($"operator: {task.Id} is {reply.Status}");
        task.IsAcknowledged = true;
        if (task.Stored is null && !IsStoreHurt)
        {
            Break("A submitted task is stored before its submitter is told", task.Id);
        }

        if (reply.Status == SubmitStatus.Conflict)
        {
            Break("Submitting the same again is the same task", $"{task.Id} conflicts with itself");
        }
    }

    /// <summary>The gateway tells an agent that it may forget a result.</summary>
    /// <param name="wasTimely">The report came while its connection was the newest of its agent.</param>
    public void Acknowledged(TaskSettled settled, bool wasTimely)
    {
        if (!wasTimely)
        {
            Break("What is said on an old connection changes nothing", $"{settled} answers what was said there when a newer session was open");
        }

        if (world.Find(settled.TaskId) is { } task && !task.HasResult(settled.MessageId) && !IsStoreHurt)
        {
            Break("A result is acknowledged only when it is stored", $"{settled} while {task.Stored?.Phase} with result {task.Stored?.Result?.MessageId ?? "none"} is stored");
        }
    }

    public void LoseSince(long time)
    {
        IsStoreHurt = true;
        world.Database.LoseSince(time, (id, stored) => world.Find(id)!.Stored = stored);
        foreach (var job in world.Jobs)
        {
            (job.Stored, job.Shard) = world.Database.JobOf(job.Id);
        }

        foreach (var workflow in world.Workflows)
        {
            workflow.Stored = world.Database.WorkflowOf(workflow.Id);
        }

        foreach (var schedule in world.Schedules)
        {
            schedule.Stored = world.Database.ScheduleOf(schedule.Id);
        }

        _logs.ReadAgain();
    }

    public bool IsAllSettled() => _tasks.IsAllOver() && Jobs.AreAllOver() && _workflows.AreAllOver() && _schedules.AreAllOver() && world.Agents.All(agent => agent.IsIdle);

    public void JudgeEnd()
    {
        if (world.Scheduler.Broken is { } failed)
        {
            Break("Nothing fails without being caught", failed.ToString());
        }

        if (Broken is null)
        {
            _tasks.JudgeEnd();
            _locks.JudgeEnd();
            Jobs.JudgeEnd();
            _workflows.JudgeEnd();
            _schedules.JudgeEnd();
            _logs.JudgeEnd();
        }
    }

    private void Started(SimulatedAttempt attempt)
    {
        _tasks.Started(attempt);
        _locks.Started(attempt);
    }

    private void Applied(MethodInfo method, object?[] args, object? answer)
    {
        if (args is [string jobId, int, ShardState shard])
        {
            Jobs.Stored(jobId, shard);
            return;
        }

        if (args is [string lockId, LockState state, long])
        {
            _locks.Stored(lockId, state);
            return;
        }

        foreach (var argument in args)
        {
            if (argument is TaskEntry entry)
            {
                var isNew = world.Find(entry.Id) is null;
                _tasks.Stored(entry, method, answer);
                _followers.Stored(world.Find(entry.Id)!);
                if (isNew)
                {
                    _workflows.Gets(world.Find(entry.Id)!);
                }
            }
            else if (argument is JobEntry job)
            {
                world.Meet(job);
                if (job.State.Spec is { Schedule: { } ofJob, Workflow: null } && world.FindJob(job.Id)!.Stored is null)
                {
                    _schedules.Begins(ofJob, job.Id);
                }

                Jobs.Stored(job, method, answer);
            }
            else if (argument is WorkflowEntry workflow)
            {
                world.Meet(workflow);
                if (workflow.State.Spec!.Schedule is { } ofWorkflow && world.FindWorkflow(workflow.Id)!.Stored is null)
                {
                    _schedules.Begins(ofWorkflow, workflow.Id);
                }

                _workflows.Stored(workflow, method, answer);
            }
            else if (argument is ScheduleEntry schedule)
            {
                _schedules.Stored(schedule, method, answer);
            }
            else if (argument is LogEntry log && answer is Task<bool> { Result: true })
            {
                _logs.Stored(log.Batch);
                _followers.Stored(world.Find(log.Batch.TaskId)!);
            }
        }
    }

    /// <summary>The agent gives up what it has of an attempt.</summary>
    private void Removed(Machine machine, AttemptId id, string how)
    {
        var task = world.Find(id.TaskId)!;
        if (IsStoreHurt || machine.Find(id) is not { IsClaimed: true } attempt)
        {
            return;
        }

        if (!task.HasResult(id.ToString()))
        {
            Break("An agent keeps a result until it is stored", $"{id} is {how} while its result is not stored; the task is {task.Stored?.Phase}");
        }

        _logs.Removed(task, attempt);
    }

    /// <summary>
    /// The agent keeps for an operator what the server takes no more. That is right of an attempt whose task has output of a later one: if its journal forgot that all of it
    /// was taken, it asks once more, and is told that the log has gone on.
    /// </summary>
    private void SetAside(AttemptId id)
    {
        if (!IsStoreHurt && world.Find(id.TaskId)!.Log.Attempt <= id.Attempt)
        {
            Break("A task that was acknowledged is known", $"{id} is set aside as unknown");
        }
    }
}
