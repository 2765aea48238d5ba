using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Logs;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Machines;

/// <summary>A machine as one life of its agent uses it. What it asks takes time, and a crash may come before or after it happened.</summary>
internal sealed class SimulatedTaskHost(Machine machine, Life agent) : ITaskHost
{
    public Task<ITaskProcess> Start(RunTask order)
    {
        var chance = agent.Scheduler.Chance;
        if (machine.IsDiskFull || chance.Hits(machine.CannotStart))
        {
            var never = ProcessEnd.NeverStarted(agent.GetUtcNow(), "The host could not prepare the task.");
            return Later<ITaskProcess>("cannot start", () => new FinishedProcess(never));
        }

        var attempt = machine.Prepare(order);
        var done = new TaskCompletionSource<ITaskProcess>(TaskCreationOptions.RunContinuationsAsynchronously);

        // The supervisor may be there already when the agent is killed, or not yet.
        var forked = chance.Hits(0.5);
        agent.Scheduler.After(chance.Skewed(0.001, 0.5), forked ? machine.Boot : agent, "claim", () =>
        {
            if (!attempt.IsVoid)
            {
                machine.Claim(attempt);
            }

            agent.After(chance.Skewed(0.0005, 0.05), "started", () => done.TrySetResult(new SimulatedProcess(agent, attempt, machine.Boot)));
        });
        return done.Task;
    }

    public Task<ITaskProcess?> Find(RunTask order) => Later("find", () =>
    {
        if (machine.Find(AttemptId.Of(order)) is not { } attempt)
        {
            return null;
        }

        if (attempt.IsClaimed)
        {
            return (ITaskProcess?)new SimulatedProcess(agent, attempt, machine.Boot);
        }

        attempt.IsVoid = true;
        machine.Delete(attempt);
        return null;
    });

    public Task<ITaskProcess?> Gather(RunTask order) => Task.FromResult<ITaskProcess?>(null);

    public Task<long?> Type(TypeInput input) => throw new NotSupportedException("Nobody types here.");

    public IOutput Output(AttemptId attempt, LogStream stream) => new SimulatedOutput(machine, attempt, stream);

    public IOutput Order(AttemptId attempt) => new SimulatedOutput(machine, attempt, stream: null);

    public Task Remove(AttemptId attempt) => Later("remove", () =>
    {
        machine.WhenRemoved?.Invoke(attempt);
        if (machine.Find(attempt) is { } known)
        {
            machine.Delete(known);
        }

        return true;
    });

    public Task RemoveAllBut(IEnumerable<AttemptId> known)
    {
        var kept = known.ToHashSet();
        return Later("remove all but", () =>
        {
            foreach (var attempt in machine.All.Where(attempt => !kept.Contains(attempt.Id)).ToList())
            {
                machine.WhenRemoved?.Invoke(attempt.Id);
                machine.Delete(attempt);
            }

            return true;
        });
    }

    public Task SetAside(AttemptId attempt) => Later("set aside", () =>
    {
        machine.WhenSetAside?.Invoke(attempt);
        if (machine.Find(attempt) is { } known)
        {
            machine.Delete(known);
        }

        return true;
    });

    private Task<T> Later<T>(string what, Func<T> happen)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var chance = agent.Scheduler.Chance;
        agent.After(chance.Skewed(0.0001, 0.2), what, () =>
        {
            var result = happen();
            agent.After(chance.Span(0, 0.0005), what, () => done.TrySetResult(result));
        });
        return done.Task;
    }
}
