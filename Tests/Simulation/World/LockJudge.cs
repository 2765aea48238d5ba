using OrleansOps.Locks;
using OrleansOps.Simulation.Machines;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>Judges the locks of tasks. That a lock which is free is given shows in the tasks: one that waits for ever does not reach its end.</summary>
internal sealed class LockJudge(SimulatedWorld world)
{
    public void Stored(string id, LockState state)
    {
        world.Scheduler.Trace.Add($"stored: lock {id} revision {state.Revision} is {(state.Holder is { } holder ? $"{holder.Task.TaskId}'s, term {holder.Term}, of {state.Line.Count + 1}" : "free")}");
        if (state.Holder is null)
        {
            world.Locks.Remove(id);
        }
        else
        {
            world.Locks[id] = state;
        }
    }

    public void Started(SimulatedAttempt attempt)
    {
        var task = world.Find(attempt.Id.TaskId)!;
        if (task.Lock is not { } id || world.Promises.IsStoreHurt)
        {
            return;
        }

        foreach (var other in world.Tasks.Where(other => other != task && string.Equals(other.Lock, id, StringComparison.Ordinal)))
        {
            if (other.Started.Find(one => one.IsRootAlive && !one.Boot.IsOver && !IsExcused(other, one)) is { } running)
            {
                world.Promises.Break("Of tasks with one lock one runs at a time", $"{attempt.Id} starts while {running.Id} runs; both name {id}");
            }
        }
    }

    /// <summary>Nobody has it at the end, but for a task that is over and whose word was lost, or that is lost; and then nobody waits.</summary>
    public void JudgeEnd()
    {
        foreach (var (id, held) in world.Locks)
        {
            if (held.Line.FirstOrDefault(claim => world.Find(claim.TaskId) is { IsOver: false }) is { } waiter && !world.Promises.IsStoreHurt)
            {
                world.Promises.Break("A lock that is free is given", $"{waiter.TaskId} waits for {id}, which {held.Holder!.Task.TaskId} has");
            }
        }
    }

    /// <summary>Its end was told, though something of it lives: its host does not know better, or its attempt was given up as its submitter allows.</summary>
    private static bool IsExcused(SimulatedTask task, SimulatedAttempt attempt) =>
        attempt.IsUnseen || task.MayBeFollowed(attempt.Id.Attempt) || task.Stored is { Phase: TaskPhase.Lost, KnownGone: true };
}
