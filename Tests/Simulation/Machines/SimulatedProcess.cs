using OrleansOps.HostAgent.Tasks;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.Machines;

/// <summary>An attempt as one life of the agent sees it.</summary>
internal sealed class SimulatedProcess : ITaskProcess
{
    private readonly TaskCompletionSource<ProcessEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SimulatedAttempt _attempt;

    public SimulatedProcess(Life agent, SimulatedAttempt attempt, Life boot)
    {
        _attempt = attempt;
        if (attempt.Boot != boot)
        {
            Tell(agent, attempt.AfterReboot(agent.GetUtcNow()));
        }
        else
        {
            attempt.WhenOver(() => Tell(agent, attempt.End!));
        }
    }

    public TimeSpan Age => _attempt.Age;

    public Task<ProcessEnd> Ended => _ended.Task;

    public Task<int> Signal(int signal) => Task.FromResult(_attempt.Boot.IsOver ? 0 : _attempt.Signal(signal));

    private void Tell(Life agent, ProcessEnd end) =>
        agent.After(agent.Scheduler.Chance.Skewed(0.0002, 0.1), "process ended", () => _ended.TrySetResult(end));
}
