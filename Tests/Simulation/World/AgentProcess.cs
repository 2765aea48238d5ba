using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Agents;
using OrleansOps.Protocol;
using OrleansOps.Simulation.Machines;
using OrleansOps.Simulation.Time;

namespace OrleansOps.Simulation.World;

/// <summary>The agent of one machine, life after life.</summary>
internal sealed class AgentProcess(SimulatedWorld world, Machine machine, int number, int slots) : IHostSampler
{
    private CancellationTokenSource _stopping = new();
    private int _lives;

    public string Id => machine.AgentId;

    public Machine Machine => machine;

    /// <summary>Every second agent is not root's, and refuses what only root can do.</summary>
    public string? OnlyUser => number % 2 == 1 ? "ops" : null;

    /// <summary>Its life; null while it does not run.</summary>
    public Life? Life { get; private set; }

    public Agent? Agent { get; private set; }

    public bool IsEnrolled { get; set; }

    public bool IsIdle => Agent is { Held.Count: 0 } && machine.All.Count == 0;

    public void Start()
    {
        if (Life is not null)
        {
            return;
        }

        var life = Life = new Life(world.Scheduler, $"{Id}#{++_lives}", number, machine.Wall);
        _stopping = new CancellationTokenSource();
        world.Scheduler.Trace.Add($"{Id}: starts, life {_lives}");
        var facts = new HostFacts(Id, "Simulated", "1", "x64", 1, 1, DateTimeOffset.UnixEpoch, []);
        Agent = new Agent(
            new Turns(life.Execute),
            new AgentSetup(Id, new HostIdentity("simulated", slots, facts, Life.Name, Id), world.Scheduler.Chance.Fork(), this, new byte[32]) { OnlyUser = OnlyUser },
            new SimulatedJournalFile(machine, life),
            new SimulatedTaskHost(machine, life),
            [world.Internet.Connector(Id, life)],
            life,
            new TraceLoggers(world.Scheduler.Trace, Id));
        _ = Watch(Agent.RunAsync(_stopping.Token), life);
    }

    /// <summary>SIGKILL, and a start a while later.</summary>
    public void Kill(TimeSpan startAfter, bool withPower = true)
    {
        if (Life is not { } life)
        {
            return;
        }

        world.Scheduler.Trace.Add($"{Id}: is killed");
        life.Kill();
        machine.Tear();
        world.Internet.EndOf(life, withPower);
        Life = null;
        Agent = null;
        world.Scheduler.After(startAfter, null, "agent starts", Start);
    }

    /// <summary>SIGTERM.</summary>
    public void Stop()
    {
        if (Life is { IsStopped: false })
        {
            world.Scheduler.Trace.Add($"{Id}: is asked to stop");
            _stopping.Cancel();
        }
    }

    Heartbeat IHostSampler.Sample(int running, int waiting, long unsentBytes) => new(null, null, null, null, null, running, waiting, unsentBytes);

    private async Task Watch(Task running, Life life)
    {
        try
        {
            await running;
        }
        catch (Exception failed)
        {
            world.Promises.Break("An agent runs until it is asked to stop", $"{Id} ended with {failed}");
        }

        if (!life.IsOver)
        {
            Kill(world.Scheduler.Chance.Skewed(0.1, 5));
        }
    }
}
