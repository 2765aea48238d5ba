using OrleansOps.Locks;
using OrleansOps.Tasks;

namespace OrleansOps.Simulation.World;

/// <summary>Who looks after locks when all has calmed down: a task that is lost keeps its lock, until somebody has seen that nothing of it runs and takes it away.</summary>
internal sealed class LockOperators(SimulatedWorld world)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(2);

    public void Begin() => world.Scheduler.After(world.Profile.CalmFrom, null, "locks", () => _ = Look());

    private async Task Look()
    {
        world.Scheduler.After(LookEvery, null, "locks", () => _ = Look());
        foreach (var (id, held) in world.Locks.ToList())
        {
            if (world.Server is { IsUp: true } server
                && world.Find(held.Holder!.Task.TaskId) is { Stored.Phase: TaskPhase.Lost } task && task.Started.TrueForAll(attempt => !attempt.IsAlive))
            {
                try
                {
                    world.Scheduler.Trace.Add($"operator: takes {id} from {task.Id}");
                    await server.Grains.GetGrain<ILockGrain>(id).Break(task.Id, "simulation");
                }
                catch (Exception failed)
                {
                    world.Scheduler.Trace.Add($"operator: taking {id} failed: {failed.Message}");
                }
            }
        }
    }
}
