using OrleansOps.Agents;
using OrleansOps.Secrets;
using OrleansOps.Simulation.Machines;
using OrleansOps.Simulation.Time;
using OrleansOps.Tasks;
using LogStream = OrleansOps.Protocol.LogStream;

namespace OrleansOps.Simulation.World;

/// <summary>People and programs that submit tasks, submit them again when they got no answer, and cancel some.</summary>
internal sealed class Operators
{
    private const int TasksInCalm = 2;
    private const int SignalInterrupt = 2;
    private const int SignalTerminate = 15;

    /// <summary>As the gateway's: both have the same key.</summary>
    private static readonly TaskSecrets Secrets = new(new SecretsKey(new byte[SecretsKey.Length]));

    private readonly SimulatedWorld _world;

    public Operators(SimulatedWorld world)
    {
        _world = world;
        Jobs = new JobOperators(world, NewScript);
        Workflows = new WorkflowOperators(world, Jobs);
        Schedules = new ScheduleOperators(world, Jobs);
    }

    public JobOperators Jobs { get; }

    private WorkflowOperators Workflows { get; }

    private ScheduleOperators Schedules { get; }

    private Scheduler Scheduler => _world.Scheduler;

    private Chance Chance => _world.Scheduler.Chance;

    public void Begin()
    {
        for (var i = 0; i < _world.Profile.Tasks; i++)
        {
            var task = NewTask($"t{i}", mayNameALock: true);
            _world.Add(task);
            Scheduler.After(Chance.Span(0, _world.Profile.FaultsEnd.TotalSeconds), null, "submit", () => _ = Submit(task));
            if (Chance.Hits(0.25))
            {
                Scheduler.After(Chance.Span(0, _world.Profile.CalmFrom.TotalSeconds), null, "cancel", () => _ = Cancel(task));
            }
        }

        Jobs.Begin();
        Workflows.Begin();
        Schedules.Begin();
        new LockOperators(_world).Begin();
        for (var i = 0; i < TasksInCalm; i++)
        {
            SubmitInCalm($"calm{i}");
        }
    }

    /// <summary>Prints to both streams at once, and somebody reads along.</summary>
    private void SubmitInCalm(string id)
    {
        var task = NewTask(id);
        task.Reader = new LiveReader(_world, task);
        _world.Add(task);
        Scheduler.After(_world.Profile.CalmFrom + Chance.Span(0, 3), null, "submit", () =>
        {
            task.Reader.Begin();
            _ = Submit(task);
        });
    }

    private SimulatedTask NewTask(string id, bool mayNameALock = false)
    {
        var agent = Chance.One(_world.Agents);
        var patient = _world.Profile.IsPatient;
        var spec = new TaskSpec
        {
            AgentId = agent.Id,
            AgentName = agent.Id,
            Kind = TaskKind.Shell,
            Script = [(byte)'#'],
            Timeout = Chance.Span(2, 20),
            QueueTimeout = patient ? TimeSpan.FromHours(5) : Chance.Span(10, 120),
            Grace = new CancelGrace(Chance.Span(0, 3), Chance.Span(0, 2)),
            SubmittedBy = "simulation",
            Digest = id,
            OnLost = Chance.Hits(0.25) ? OnLost.Retry : OnLost.Fail,
            Retry = Chance.Hits(0.25) ? new FailureRetry(Chance.Whole(1, 2), Chance.Span(1, 8)) : null,
            RunAs = Chance.Hits(0.1) ? new RunAs("app") : null,
            Lock = mayNameALock && Chance.Hits(0.4) ? Chance.One((string[])["fleet", "host:own"]) : null,
            Limits = Chance.Hits(0.2) ? new TaskLimits { MemoryBytes = 1 << 30 } : null,
        };
        var secret = Chance.Hits(0.2) ? $"the secret of {id}" : null;
        spec = secret is null ? spec : spec with { Secrets = Secrets.Seal(id, new Dictionary<string, string?>(StringComparer.Ordinal) { ["TOKEN"] = secret }) };
        return new SimulatedTask(id, agent, spec, NewScript(id, secret));
    }

    private Script NewScript(string id, string? secret)
    {
        var lives = Chance.Hits(0.3) ? TimeSpan.Zero : Chance.Skewed(0.01, 30);
        var prints = Enumerable.Range(0, Chance.Hits(0.2) ? 0 : Chance.Whole(1, 12)).Select(line =>
        {
            var stream = Chance.Hits(0.25) ? LogStream.Stderr : LogStream.Stdout;
            var length = Chance.Hits(0.02) ? Chance.Whole(10_000, 100_000) : Chance.Whole(0, 40);
            var text = Chance.Hits(0.1) ? "##[set-output name=alike]same\n" : $"{(Chance.Hits(0.1) ? "##[set-output name=last]" : "")}{id} line {line} {secret}{new string('x', length)}{(Chance.Hits(0.1) ? "" : "\n")}";
            return (lives * Chance.Span(0, 1).TotalSeconds, stream, System.Text.Encoding.UTF8.GetBytes(text));
        }).OrderBy(print => print.Item1).ToList();
        int[] deaf = [.. new[] { SignalInterrupt, SignalTerminate }.Where(_ => Chance.Hits(0.3))];
        return new Script(prints, lives, Chance.Hits(0.7) ? 0 : Chance.Whole(1, 255), Chance.Hits(0.15) ? Chance.Whole(1, 3) : 0, deaf, Chance.Skewed(0, 3), Chance.Hits(0.5) ? Chance.Skewed(0.01, 20) : null);
    }

    /// <summary>Until somebody says that it is stored; and sometimes once more.</summary>
    private async Task Submit(SimulatedTask task)
    {
        if (_world.Server is not { IsUp: true } server)
        {
            Scheduler.After(Chance.Span(0.1, 2), null, "submit again", () => _ = Submit(task));
            return;
        }

        var isAnswered = false;
        Scheduler.After(Chance.Span(1, 12), null, "submit again", () =>
        {
            if (!isAnswered || Chance.Hits(0.1))
            {
                _ = Submit(task);
            }
        });
        try
        {
            if (await server.Grains.GetGrain<IAgentGrain>(task.Spec.AgentId).Submit(task.Id, task.Spec, name: null) is { } reply)
            {
                isAnswered = true;
                _world.Promises.Submitted(task, reply);
            }
        }
        catch (Exception failed)
        {
            Scheduler.Trace.Add($"operator: submitting {task.Id} failed: {failed.Message}");
        }
    }

    private async Task Cancel(SimulatedTask task)
    {
        if (_world.Server is not { IsUp: true } server)
        {
            return;
        }

        try
        {
            task.IsCancelAsked = true;
            Scheduler.Trace.Add($"operator: cancels {task.Id}");
            await server.Grains.GetGrain<ITaskGrain>(task.Id).Cancel("simulation");
        }
        catch (Exception failed)
        {
            Scheduler.Trace.Add($"operator: cancelling {task.Id} failed: {failed.Message}");
        }
    }
}
